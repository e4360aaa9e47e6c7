// The parts of plotly.js that the charts use. What is registered here is what a figure may contain.
"use strict";

const Plotly = require("plotly.js/lib/core"); // brings scatter with it

Plotly.register([require("plotly.js/lib/bar"), require("plotly.js/lib/pie"), require("plotly.js/lib/sankey")]);

module.exports = Plotly;
