// The page's behaviour. It runs once, as the script of the component "desk": `element` is that component, `trigger` reaches
// its Python listeners, `server` its Python functions, and `watch` tells when its value has changed.

const COOKIE = "quotewise_language";
const $ = (selector, root = document) => root.querySelector(selector);
const page = () => $(".page", element);
const body = document.body;

const applyLanguage = () => {
  if (!page()) return;
  document.documentElement.lang = page().dataset.language;
  document.title = page().dataset.name;
  $("#live")?.setAttribute("aria-live", "polite"); // read out once no longer busy
  $("#question textarea")?.setAttribute("dir", "auto");
  if (body.classList.contains("ready")) return;
  write(sessionStorage.getItem(DRAFT));
  body.classList.add("ready");
  if (matchMedia("(hover: hover)").matches) setTimeout(focusQuestion); // no keyboard comes up where it would cover the page
};
watch("value", applyLanguage);
applyLanguage();

// ---- the article pane -------------------------------------------------------------------------------------------------

const asked = async (name, data) => {
  try {
    return (await server[name](data)) ?? null; // made in Python, everything escaped there
  } catch {
    return null;
  }
};

const docked = matchMedia("(min-width: 1200px)"); // beside the conversation, which stays in use; else a sheet above it
const openPane = () => {
  const pane = $("#article-pane");
  if (pane.open) return;
  if (docked.matches) pane.show();
  else pane.showModal();
  if (!history.state?.pane) history.pushState({ pane: true }, ""); // which Back takes away
  pane.onclose = () => { if (history.state?.pane) history.back(); };
};

let shownId; // of the article in the pane
let reading = 0;
const read = async (wanted) => {
  const [article, turn] = [$("#article-pane article"), ++reading];
  const html = await asked("read", wanted);
  if (turn !== reading) return; // something else has been asked for meanwhile
  if (html === null) article.textContent = page().dataset.unreachable;
  else article.innerHTML = html;
  shownId = wanted.article;
  openPane();
  const mark = $("mark", article);
  if (mark) mark.scrollIntoView({ block: "center" });
  else article.scrollTop = 0;
};

let growing = false;
const grow = async ({ target: article }) => {
  const parts = [...article.querySelectorAll(".text")];
  if (growing || !parts.length) return;
  const [first, last] = [parts[0], parts.at(-1)];
  const before = article.scrollTop < 800 && first.dataset.first > 0;
  if (!before && (last.dataset.rest <= 0 || article.scrollHeight - article.scrollTop - article.clientHeight > 800)) return;
  growing = true;
  const html = await asked("read", { article: shownId, at: Number(before ? first.dataset.first : last.dataset.last), before });
  const height = article.scrollHeight;
  if (html && first.isConnected) (before ? first : last).insertAdjacentHTML(before ? "beforebegin" : "afterend", html);
  if (before) article.scrollTop += article.scrollHeight - height;
  growing = false;
};
document.addEventListener("scroll", (event) => event.target.matches?.("#article-pane article") && grow(event), true);

let sources = []; // of the answer whose citation is open
let cited = 0; // which of them that is
let found = 0; // which of the places that say what is sought in the article
const readSource = async (source) => {
  const all = source.closest(".sources");
  sources = all ? [...all.querySelectorAll(".source")] : [source];
  cited = sources.indexOf(source);
  $("#within").value = "";
  await step(0);
  $("#article-pane article").focus({ preventScroll: true });
};
const step = async (by) => {
  const sought = $("#within").value.trim();
  const source = sources[cited + (sought ? 0 : by)];
  if (!source) return;
  const article = source.dataset.article;
  if (sought) await read({ article, sought, number: (found += by) });
  else {
    cited += by;
    const quote = source.dataset.quote ?? $(".quote", source)?.textContent ?? "";
    await read({ article, quote, start: Number(source.dataset.start ?? 0) });
  }
  const { number = cited, count = sources.length } = $("#article-pane [data-count]")?.dataset ?? {};
  const said = $("#article-pane output");
  said.textContent = said.dataset.said.replace("{number}", Math.min(Number(number) + 1, count)).replace("{count}", count);
  $("#article-pane .steps").hidden = !sought && sources.length < 2;
};

// ---- the side, which small screens keep folded away --------------------------------------------------------------------

const fold = (open) => {
  body.classList.toggle("side-open", open);
  $("#main").inert = open; // the keyboard stays where the eye is
  $("#bar .menu")?.setAttribute("aria-expanded", String(open));
  (open ? $("#side button") : $("#bar .menu"))?.focus();
};

// ---- actions: every control that the page draws itself names one in data-do ---------------------------------------------

const filled = (form) => Object.fromEntries([...form.querySelectorAll("[name]")].map((box) => [box.name, box.value]));
const fillIn = (name, value, deed) => { // a dialog, by its name: what its boxes hold first, and what is done with them filled
  const dialog = $(`#${name}`);
  for (const box of dialog.querySelectorAll("[name]")) box.value = value;
  dialog.returnValue = "no";
  dialog.onclose = () => { if (dialog.returnValue === "yes") deed(filled(dialog)); };
  dialog.showModal();
  [...dialog.querySelectorAll("[name]")].find((box) => box.checkVisibility())?.select();
};
const nameIt = (control, deed) => {
  $("#naming-title").textContent = control.title || control.textContent;
  fillIn("naming", control.dataset.title, ({ title }) => deed(title.trim().replace(/\s+/g, " ")));
};
const bring = (control) => {
  const way = control.dataset.do.slice("add_".length);
  for (const part of document.querySelectorAll("[data-way]")) part.hidden = part.dataset.way !== way;
  fillIn("bringing", "", (brought) => (brought.address.trim() || brought.text.trim()) && trigger("bring", brought));
};
const addFiles = (files) => { // through gradio's own input, which is given what a folder holds, too
  const [input, given] = [$("#side input[type=file]"), new DataTransfer()];
  for (const file of files) given.items.add(file);
  input.files = given.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
};
const addFolder = () => {
  const input = Object.assign(document.createElement("input"), { type: "file", webkitdirectory: true });
  const hidden = ({ webkitRelativePath: path }) => path.split("/").some((part) => part.startsWith("."));
  input.onchange = () => addFiles([...input.files].filter((file) => !hidden(file)));
  input.click();
};

const copy = async (control) => {
  const [text, said] = [control.dataset.text, control.textContent];
  const give = (event) => { event.clipboardData.setData("text/plain", text); event.preventDefault(); };
  if (navigator.clipboard) await navigator.clipboard.writeText(text);
  else { // not at another machine's plain address
    document.addEventListener("copy", give, { once: true });
    document.execCommand("copy");
  }
  control.textContent = page().dataset.copied;
  setTimeout(() => { control.textContent = said; }, 2000);
};

const save = async (control) => {
  const file = await server.save({ conversation: here(), form: control.dataset.form });
  if (!file?.name) return;
  const href = URL.createObjectURL(new Blob([file.text]));
  Object.assign(document.createElement("a"), { href, download: file.name }).click();
  URL.revokeObjectURL(href);
};

// which articles are asked: the ids that are ticked, a period, languages, collections; none of these is all. The list shows
// them, too, but for the ticks, and as far as they hold the words sought. Python tells in data-* what it has shown last.
let scope = {};
let [sought, order, unfolded] = ["", "added", false];
const written = (part) => (Object.keys(part).length ? JSON.stringify(part) : "");
const narrow = (changes) => {
  scope = Object.fromEntries(Object.entries({ ...scope, ...changes }).filter(([, value]) => value?.length));
  showScope();
};
const setChosen = (id, ticked) => {
  narrow({ articles: [...(scope.articles ?? []).filter((other) => other !== id), ...(ticked ? [id] : [])] });
};
const showScope = () => {
  const { articles = [], ...narrowed } = scope;
  const [list, bar, listed] = [$("#shelf ul"), $("#chosen"), `${written(narrowed)}\n${sought}\n${order}`];
  body.dataset.scope = written(scope);
  for (const box of document.querySelectorAll(".choose")) box.checked = articles.includes(box.value);
  for (const box of document.querySelectorAll("#filters [data-scope]")) {
    const value = [scope[box.dataset.scope] ?? ""].flat()[0];
    if (box !== document.activeElement && box.value !== value) box.value = value;
  }
  if ($("#collection")) {
    $("#filters details").open = unfolded;
    $("#order").value = order;
    $("#collection").hidden = !scope.collections;
    for (const bar of document.querySelectorAll(".bars button")) {
      bar.ariaPressed = String(bar.dataset.since === scope.since && bar.dataset.until === scope.until);
    }
    for (const { dataset } of $("#collection").children) dataset.collection = dataset.title = scope.collections?.[0] ?? "";
  }
  if (list && list.dataset.listed !== listed) trigger("browse", { listed: (list.dataset.listed = listed) });
  if (bar && bar.dataset.scope !== body.dataset.scope) {
    bar.dataset.scope = body.dataset.scope;
    trigger("choose");
  }
};
document.addEventListener("change", ({ target }) => {
  if (target.id === "order") { order = target.value; showScope(); }
  if (target.matches?.(".choose")) setChosen(target.value, target.checked);
  if (target.matches?.("#model select")) { body.classList.add("loading"); trigger("model", { model: target.value }); }
  const name = target.matches?.("#filters [data-scope]") && target.dataset.scope;
  if (name) narrow({ [name]: target.type === "date" || !target.value ? target.value : [target.value] });
});

let finding;
document.addEventListener("input", ({ target }) => {
  if (!target.matches?.(".find")) return;
  clearTimeout(finding);
  finding = setTimeout(() => {
    if (target.id === "within") { found = 0; step(0); }
    else if (target.id === "seek") { sought = target.value; showScope(); }
    else trigger("find", { text: target.value });
  }, 80);
});

let listing = false;
const listMore = async (side) => {
  const list = $("ul", side);
  const shown = list?.children.length;
  if (listing || !shown || shown >= Number($(".count", side).textContent)) return;
  if (side.scrollHeight - side.scrollTop - side.clientHeight > 400) return;
  listing = true;
  const html = await asked("more", { listed: list.dataset.listed, shown });
  if (html && list.isConnected) list.insertAdjacentHTML("beforeend", html);
  listing = false;
  showScope();
};
document.addEventListener("scroll", ({ target }) => target.id === "shelf" && listMore(target), true);

const focusQuestion = () => $("#question textarea")?.focus();

const actions = {
  ask: (control) => { write(control.dataset.question); $("#send").click(); focusQuestion(); },
  edit: (control) => {
    focusQuestion();
    $("#question textarea").select();
    document.execCommand("insertText", false, control.dataset.question); // which Ctrl+Z takes back
  },
  copy,
  save,
  rename: (control) => nameIt(control, async (title) => {
    const { conversation, collection } = control.dataset;
    const problem = await asked("correct", { conversation, collection, title });
    if (collection && problem === "") narrow({ collections: [title] });
    trigger("relist", { problem: problem ?? "" });
  }),
  collect: (control) => nameIt(control, (title) => trigger("collect", { title, scope: written(scope) })),
  add_folder: addFolder,
  add_address: bring,
  add_text: bring,
  cancel: (control) => trigger("cancel", { adding: control.dataset.adding }),
  print: () => window.print(),
  skip: (control, event) => { event.preventDefault(); focusQuestion(); },
  dismiss: () => trigger("dismiss"),
  period: ({ dataset: { since, until }, ariaPressed }) => narrow(ariaPressed === "true" ? { since: "", until: "" } : { since, until }),
  unfold: (_, event) => { // by hand: a toggle event comes late, and filters that are drawn anew in between would close them
    event.preventDefault();
    unfolded = !unfolded;
    showScope();
  },
  unchoose: () => { scope = {}; showScope(); focusQuestion(); },
  shut: (control) => control.closest("dialog").close("no"),
  back: () => step(-1),
  on: () => step(1),
  cite: (control) => {
    const source = $(`.source[data-marker="${control.dataset.marker}"]`, control.closest(".exchange"));
    if (source) readSource(source);
  },
  read: readSource,
  remove: (control) => {
    const { article = "", collection = "" } = control.dataset;
    if (collection) narrow({ collections: "" });
    else setChosen(article, false);
    trigger("remove", { article, collection });
    $("#side button")?.focus(); // the one that was pressed goes away
  },
  undo: (control) => trigger("undo", { undo: control.dataset.undo }),
  correct: async (control) => {
    const form = control.closest("details");
    const problem = await asked("correct", { article: shownId, ...filled(form) });
    if (problem !== "") $("[role=alert]", form).textContent = problem ?? page().dataset.unreachable;
    else {
      trigger("relist", { problem });
      await step(0);
      $("#article-pane article").focus({ preventScroll: true });
    }
  },
  language: (control) => {
    document.cookie = `${COOKIE}=${control.dataset.language}; path=/; max-age=31536000; samesite=strict`;
    trigger("language");
  },
  open: (control, event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a link is followed in another tab
    event.preventDefault();
    if (body.classList.contains("side-open")) fold(false);
    $("#brand .find").value = "";
    go(control.dataset.conversation);
    focusQuestion();
  },
  forget: (control) => {
    if (control.dataset.conversation === here()) go("");
    trigger("forget", { conversation: control.dataset.conversation });
    focusQuestion(); // the button that was pressed goes away
  },
  shelf: () => fold(!body.classList.contains("side-open")),
  add: () => $("#side input[type=file]")?.click(),
};

document.addEventListener("click", (event) => {
  const control = event.target.closest?.("[data-do]");
  if (control) actions[control.dataset.do](control, event);
  else if (event.target.closest?.("#stop")) focusQuestion(); // gradio's own, which goes away
  else if (event.target.matches?.("dialog")) event.target.close(); // a click beside an open dialog
});

document.addEventListener("keydown", (event) => {
  const change = { n: 1, p: -1 }[event.key];
  const typing = event.target.matches("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey;
  if (change && $("#article-pane").open && !typing) step(change);
  if (event.key === "Enter" && event.target.id === "within") step(event.shiftKey ? -1 : 1);
  if (event.key !== "Escape" || $("dialog:modal")) return;
  if ($("#article-pane").open) $("#article-pane").close();
  else if (body.classList.contains("side-open")) fold(false);
});

// ---- the address names the conversation; what is written in the box outlives the page -----------------------------------------

const here = () => new URLSearchParams(location.search).get("c") ?? "";
const name = (id) => id !== here() && history.pushState(null, "", id ? `/?c=${id}` : "/");
const go = (id) => {
  name(id);
  trigger("open"); // Python reads the address
};
let shown;
const noteAddress = () => {
  const id = $("#live [data-conversation]")?.dataset.conversation;
  if (id === undefined || id === shown) return;
  if (shown === here()) name(id); // else the browser is on its way elsewhere
  shown = id;
  scope = JSON.parse($("#live .exchange")?.dataset.scope || "{}"); // a conversation goes on with the articles that were asked
  showScope();
};
addEventListener("popstate", () => {
  if ($("#article-pane").open) $("#article-pane").close();
  else if (shown !== here()) trigger("open");
});

let followed; // the answer that is being written, wherever it was begun: the server goes on without us
const follow = (live) => {
  const { conversation, follow: number } = $("[data-follow]", live)?.dataset ?? {};
  if (number === undefined || followed === `${conversation} ${number}`) return;
  followed = `${conversation} ${number}`;
  trigger("follow");
};

const DRAFT = "quotewise_draft";
addEventListener("pagehide", () => sessionStorage.setItem(DRAFT, $("#question textarea")?.value ?? ""));
const write = (text) => {
  const box = $("#question textarea");
  if (!box || !text) return;
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
};

// ---- when the program does not answer, the page says so, and goes on where it was once it does -----------------------------------

let watched = 0; // what is being added, from whatever page
const watchAdding = (number) => {
  if (!(number > watched)) return; // of two that wait, the later one
  watched = Number(number);
  trigger("watch", { adding: watched });
};

let home; // the run of the program that this page talks to
const reach = async () => {
  const { home: found, adding, ended, model, loading = false } = (await asked("news", {})) ?? {};
  body.classList.toggle("loading", loading);
  const away = body.classList.toggle("cut-off", found === undefined);
  if (!away && home !== found) {
    if (home !== undefined) {
      followed = undefined;
      trigger("open");
    }
    watched = ended ? adding : 0; // what ended before, the list holds
    home = found;
  }
  if (!away && !loading && $("#model")) {
    if ($("#model").dataset.model !== model) trigger("language"); // it was changed in another tab
    else if ($("#model select")) $("#model select").value = model; // also after one that cannot be loaded
  }
  if (away) home = null;
  else watchAdding(adding);
  setTimeout(reach, away || loading ? 1000 : 3000);
};
reach();

// ---- what is copied by hand keeps its markers apart from the words before them -------------------------------------------------------

document.addEventListener("copy", (event) => {
  const selection = getSelection();
  const part = selection.rangeCount ? selection.getRangeAt(0).cloneContents() : null;
  const markers = part?.querySelectorAll(".marker") ?? [];
  if (!markers.length || event.defaultPrevented) return;
  for (const marker of markers) marker.replaceWith(`[${marker.textContent}]`);
  const seen = document.createElement("div"); // only what is laid out has lines
  seen.append(part);
  body.append(seen);
  event.clipboardData.setData("text/plain", seen.innerText);
  seen.remove();
  event.preventDefault();
});

// ---- files dropped anywhere --------------------------------------------------------------------------------------------

const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
document.addEventListener("dragover", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  body.classList.add("dragging");
});
document.addEventListener("dragleave", (event) => event.relatedTarget || body.classList.remove("dragging")); // out of the window
const filesIn = async (entry) => {
  if (entry.isFile) return [await new Promise((done, failed) => entry.file(done, failed))];
  const [reader, found] = [entry.createReader(), []];
  for (;;) { // a folder tells of some of its files at a time
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) return found;
    for (const one of some) if (!one.name.startsWith(".")) found.push(...(await filesIn(one)));
  }
};
document.addEventListener("drop", async (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  body.classList.remove("dragging");
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
  const whole = entries.some((entry) => entry.isDirectory);
  addFiles(whole ? (await Promise.all(entries.map(filesIn))).flat() : event.dataTransfer.files);
});

// ---- articles dropped on a collection; without a mouse they are ticked and kept as one -------------------------------------

let dragged = []; // their ids
document.addEventListener("dragstart", ({ target, dataTransfer }) => {
  const box = target.matches?.(".shelf li") && $(".choose", target);
  if (!box) return;
  dragged = box.checked ? scope.articles : [box.value];
  dataTransfer.setData("application/json", JSON.stringify(dragged)); // Firefox drags nothing empty
  setTimeout(() => body.classList.add("sorting")); // Chromium ends a drag that changes the page as it starts
});
const placeOf = ({ target }) => dragged.length > 0 && target.closest?.(".places li");
document.addEventListener("dragover", (event) => {
  const place = placeOf(event);
  for (const one of document.querySelectorAll(".places li")) one.classList.toggle("over", one === place);
  if (place) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  const place = placeOf(event);
  if (!place) return;
  event.preventDefault();
  const given = written({ articles: dragged });
  const put = (title) => trigger("collect", { title, scope: given });
  if (place.dataset.title) put(place.dataset.title);
  else nameIt(place, put);
});
for (const end of ["drop", "dragend", "pointerdown"]) { // none of the first two where what is dragged goes away meanwhile
  document.addEventListener(end, () => { dragged = []; body.classList.remove("sorting"); });
}

// ---- the conversation follows the answer, keeping its question in sight, unless someone scrolls away --------------------------

let question = "";
let following = true;
const place = (talk, live) => Math.min(talk.scrollHeight - talk.clientHeight, live.offsetTop - talk.offsetTop - 16);
document.addEventListener("scroll", ({ target }) => {
  if (target.id === "talk") following = Math.abs(target.scrollTop - place(target, $("#live"))) < 80;
}, true);
new MutationObserver(() => {
  const [talk, live] = [$("#talk"), $("#live")];
  if (!talk || !live) return; // components come in any order
  noteAddress();
  showScope();
  watchAdding($("#notice [data-adding]")?.dataset.adding);
  $("#notice")?.setAttribute("aria-live", $("#notice progress") ? "off" : "polite");
  follow(live);
  const latest = $(".question", live)?.textContent ?? "";
  if (latest !== question) following = true;
  question = latest;
  if (following) talk.scrollTop = place(talk, live);
}).observe($("gradio-app"), { childList: true, subtree: true, characterData: true });
