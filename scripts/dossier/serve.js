// In every page that `dossier serve` gives, and in no published one: loads the page anew when it has changed, and shows
// what is wrong with the content.
const { page } = document.currentScript.dataset;
const box = document.createElement("pre");
box.setAttribute("role", "alert");
Object.assign(box.style, {
  position: "fixed", inset: "auto 0 0", zIndex: 99, maxHeight: "60vh", overflow: "auto", margin: 0, padding: "16px",
  whiteSpace: "pre-wrap", font: "13px/1.5 monospace", color: "#fff", background: "#7a1d10",
});

async function look() {
  try {
    const state = await (await fetch(`/-/state?${location.pathname}`)).json();
    if (state.page !== page) return location.reload();
    if (box.textContent !== state.wrong) box.textContent = state.wrong;
    if (state.wrong) document.body.append(box);
    else box.remove();
  } catch {
    // The server is not there: perhaps it is started again.
  }
  setTimeout(look, 200);
}

addEventListener("load", look);
