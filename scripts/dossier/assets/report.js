// Evidence where the reader is: beside its sentence where the style sheet has room for a margin, opened under its
// paragraph where it has not. Without this script the numbers lead to the notes at the page's end.
(() => {
  "use strict";
  const notes = document.querySelector(".d-notes");
  if (!notes) return;
  const page = notes.closest(".d-page");
  const cards = [...notes.querySelectorAll(".d-note")];
  const calls = [...page.querySelectorAll('a[href^="#note-"]')].filter((call) => !notes.contains(call));
  const cardOf = (call) => document.getElementById(call.getAttribute("href").slice(1));
  const callsOf = (card) => calls.filter((call) => cardOf(call) === card);
  // The number beside which a card stands, and to which its note leads back: the first in running text, if there is one;
  // what the page's head sums up has its card where the text says it. A card that only cells of tables, boxes and charts
  // call for waits until it is asked for: the margin is for sentences.
  const HEAD = ".d-masthead, .d-figures";
  const inText = (call) => !call.closest(`.d-table, .d-dispute, .d-chart, ${HEAD}`);
  const homes = new Map(
    cards.map((card) => {
      const own = callsOf(card);
      return [card, own.find(inText) ?? document.getElementById(`cite-${card.id.slice("note-".length)}`) ?? own[0]];
    }),
  );
  const callOf = (card) => homes.get(card);
  const waiting = cards.filter((card) => callsOf(card).every((call) => !inText(call) && !call.closest(HEAD)));
  const inMargin = () => getComputedStyle(notes).position === "absolute";
  const GAP = 8; // px between cards
  const RISE = 14; // px that a card's top stands above its number, so that their first lines meet
  // A crowd of cards of which one stands farther than this (px) from its sentence is brief, all of it: 1, 2, 3; the last
  // step is taken twice, because a crowd that is briefer falls into smaller ones.
  const BRIEF = ["d-brief", "d-briefer", "d-briefest"];
  const STEPS = [[240, 1], [320, 2], [420, 3], [420, 3]];
  // How far (px) a crowd may lift its first card above its sentence, so that the rest need drift less: little, unless some
  // card would then be a screen away from its own.
  const LIFTS = [240, Infinity];
  const SCREEN = 800;
  const SEEN = 80; // px of a note that must be on the screen
  let pinned = null; // {card, y, call}: stands exactly there, whatever its neighbours want; beside that link, if by one
  let opened = null; // {call, panel}: the note that is open under its paragraph

  // Where the margin is free for cards: below the list of pages, if one stands there.
  function roof() {
    const ways = page.querySelector(".d-ways");
    if (!ways || getComputedStyle(ways).position !== "absolute") return 0;
    return ways.getBoundingClientRect().bottom - notes.getBoundingClientRect().top + 2 * GAP;
  }

  // Cards keep their order and do not overlap; where they would, they share the displacement evenly (least squares, by
  // pooling neighbours into crowds, which are returned). None stands above the page's head, unless those before a pinned one need the room.
  function settle(boxes, lift) {
    let floor = roof();
    let before = 0;
    for (const box of boxes) {
      if (box.card === pinned?.card) floor = Math.min(floor, box.want - before);
      before += box.size;
    }
    const runs = [];
    for (const box of boxes) {
      let run = { boxes: [box], size: box.size, weight: box.weight, sum: box.weight * box.want };
      const start = () => Math.max(floor, run.boxes[0].want - lift, run.sum / run.weight);
      for (let above; (above = runs.at(-1)) && above.start + above.size > start(); runs.pop()) {
        run = {
          boxes: [...above.boxes, ...run.boxes],
          size: above.size + run.size,
          weight: above.weight + run.weight,
          sum: above.sum + run.sum - run.weight * above.size,
        };
      }
      runs.push({ ...run, start: start() });
    }
    for (const { boxes, start } of runs) {
      let y = start;
      for (const box of boxes) {
        box.y = Math.round(y);
        y += box.size;
      }
    }
    return runs.map((run) => run.boxes);
  }

  // What each card wants: its sentence's height, but not so low that those after it would leave the page's text.
  function measure() {
    const top = notes.getBoundingClientRect().top;
    let sentence = 0;
    const boxes = cards.filter((card) => !card.matches(".d-waiting")).map((card) => {
      const call = callOf(card);
      if (call?.getClientRects().length) sentence = Math.max(0, call.getBoundingClientRect().top - top - RISE);
      const held = pinned?.card === card;
      const want = held ? (pinned.y ?? sentence) : sentence;
      const place = held && pinned.call ? want : sentence;
      return { card, sentence, want, place, size: card.offsetHeight + GAP, weight: held ? 1e9 : 1 };
    });
    boxes.sort((a, b) => a.place - b.place); // not by number: a headline figure's own note has one of the last
    let room = notes.previousElementSibling.getBoundingClientRect().bottom - top;
    for (const box of [...boxes].reverse()) {
      room -= box.size;
      if (box.weight === 1) box.want = Math.max(0, Math.min(box.want, room));
    }
    return boxes;
  }

  function place() {
    const margin = inMargin();
    for (const call of calls) {
      if (margin) call.removeAttribute("aria-expanded");
      else call.setAttribute("aria-expanded", String(opened?.call === call));
    }
    notes.classList.toggle("d-placed", margin);
    if (!margin) for (const card of cards) mark(card, false);
    for (const card of waiting) card.classList.remove("d-waiting");
    if (!margin || !cards.length) return;
    close();
    const held = pinned;
    pinned = null; // which cards are brief does not depend on the one that is pinned
    let boxes;
    for (const lift of LIFTS) {
      for (const card of cards) card.classList.remove(...BRIEF);
      for (const card of waiting) card.classList.add("d-waiting");
      for (const [far, step] of STEPS) {
        for (const crowd of settle(measure(), lift)) {
          if (crowd.every(({ sentence, y }) => Math.abs(y - sentence) <= far)) continue;
          for (const { card } of crowd) if (card !== held?.card) card.classList.add(...BRIEF.slice(0, step));
        }
      }
      // The last step often makes more room than is needed: paragraphs whose cards fit in it have them a step longer.
      const shortest = BRIEF.at(-1);
      const cut = Map.groupBy(notes.querySelectorAll(`.${shortest}`), (card) => callOf(card)?.closest("p, li, dl"));
      for (const of of cut.values()) {
        for (const card of of) card.classList.remove(shortest);
        const fits = settle(measure(), lift).flat().every(({ sentence, y }) => Math.abs(y - sentence) <= STEPS.at(-1)[0]);
        if (!fits) for (const card of of) card.classList.add(shortest);
      }
      pinned = held;
      held?.card.classList.remove("d-waiting");
      boxes = settle(measure(), held ? Infinity : lift).flat();
      pinned = null;
      if (boxes.every(({ sentence, y }) => Math.abs(y - sentence) < SCREEN)) break;
    }
    pinned = held;
    for (const { card, y } of boxes) card.style.setProperty("--d-y", `${y}px`);
    const last = boxes.at(-1);
    page.style.setProperty("--d-notes-end", last ? `${last.y + last.size}px` : "0");
  }

  function mark(card, on) {
    for (const each of [card, ...callsOf(card)]) each.classList.toggle("d-active", on);
  }

  // y: where the card shall stand; without it, beside its sentence. call: the link that it was asked for by.
  function pin(card, y, call) {
    if (pinned) mark(pinned.card, false);
    if (card) mark(card, true);
    pinned = card && { card, y, call };
    notes.classList.add("d-moving");
    place();
  }

  function close() {
    if (!opened) return;
    const { call, panel } = opened;
    opened = null;
    panel.remove();
    call.setAttribute("aria-expanded", "false");
    call.removeAttribute("aria-controls");
  }

  function open(call) {
    const panel = document.createElement("div");
    panel.className = panel.id = "d-inline";
    panel.setAttribute("role", "group");
    panel.setAttribute("aria-label", call.getAttribute("aria-label") ?? notes.getAttribute("aria-label"));
    const button = document.createElement("button");
    button.className = "d-inline__close";
    button.type = "button";
    button.textContent = "×";
    button.setAttribute("aria-label", notes.dataset.close);
    panel.append(...[...cardOf(call).children].map((child) => child.cloneNode(true)), button);
    const cell = call.closest("td"); // a cell with a line to itself, as on a phone, holds what is opened in it
    const stacked = cell && getComputedStyle(cell).display === "block";
    const host = stacked ? cell : call.closest("p, li, dd, tr, .d-chart__stage, .d-figures, .d-dispute");
    let shown = panel;
    if (host?.matches("tr")) {
      shown = document.createElement("tr");
      const across = shown.insertCell();
      across.colSpan = host.cells.length;
      across.className = "d-table__evidence";
      across.append(panel);
    }
    if (host?.matches("li, dd, td")) host.append(shown);
    else (host ?? call).after(shown);
    call.setAttribute("aria-expanded", "true");
    call.setAttribute("aria-controls", panel.id);
    opened = { call, panel: shown };
  }

  // The reader's number stays where it is on the screen, also when a note that was open above it closes; unless the note
  // opens below the screen, as under a tall chart.
  function toggle(call) {
    const before = call.getBoundingClientRect().top;
    const again = opened?.call === call;
    close();
    if (!again) open(call);
    window.scrollBy({ top: call.getBoundingClientRect().top - before, behavior: "instant" });
    if (opened?.panel.getBoundingClientRect().top > window.innerHeight - SEEN) {
      opened.panel.scrollIntoView({ block: "nearest", behavior: "instant" });
    }
  }

  function back(call) {
    close();
    pin(null);
    call?.focus({ preventScroll: true });
    call?.scrollIntoView({ block: "nearest" });
  }

  page.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest('a[href^="#note-"], a[href^="#cite-"], .d-inline__close');
    const card = event.target.closest(".d-note");
    if (!link) return;
    if (link.closest(".d-inline")) back(opened.call);
    else if (card && inMargin()) back((pinned?.card === card && pinned.call) || callOf(card));
    else if (!calls.includes(link) || !cardOf(link)) return;
    else if (inMargin()) {
      const y = link.getBoundingClientRect().top - notes.getBoundingClientRect().top - RISE;
      pin(cardOf(link), Math.max(0, y), link);
      cardOf(link).focus({ preventScroll: true });
    } else toggle(link);
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (opened) back(opened.call);
    else if (pinned) back(notes.contains(document.activeElement) ? (pinned.call ?? callOf(pinned.card)) : null);
  });
  // A card that is clicked or reached by the keyboard stays where it is and opens in full.
  notes.addEventListener("focusin", (event) => {
    const card = event.target.closest(".d-note");
    if (inMargin() && card && card !== pinned?.card) pin(card, parseFloat(card.style.getPropertyValue("--d-y")));
  });
  for (const type of ["pointerover", "pointerout"]) {
    page.addEventListener(type, (event) => {
      const at = event.target.closest('.d-note, a[href^="#note-"]');
      const card = at?.matches("a") ? cardOf(at) : at;
      if (card && card !== pinned?.card && inMargin()) mark(card, type === "pointerover");
    });
  }

  for (const card of cards) card.tabIndex = -1;
  let frame = 0;
  const later = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(place);
  };
  const observer = new ResizeObserver(later);
  for (const each of [page, ...cards]) observer.observe(each);
  document.fonts.ready.then(later);
  const target = cards.find((card) => `#${card.id}` === location.hash);
  if (target) pinned = { card: target };
  place();
  if (target && inMargin()) callOf(target)?.scrollIntoView({ block: "center", behavior: "instant" });
})();
