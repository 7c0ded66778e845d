/* How a reader wants to read: layers, size, width and paper, kept on this device and nowhere else; the place where the reader stopped;
   the keys. The address of a page never changes by any of it. */
(function () {
  "use strict"
  const root = document.documentElement
  const STORE = "smychka.reading"
  const PLACE = "smychka.place"
  const site = new URL("../../", document.currentScript.src)
  const LAYERS = [
    ["terms", "Terms"], ["names", "Names, places, events"], ["editors", "Editors’ notes"], ["pages", "Printed page numbers"],
    ["damage", "Marks of damage"]
  ]
  const CHOICES = [
    ["emendations", "Misprints", [["", "as emended"], ["printed", "as printed"]]],
    ["size", "Letters", [["small", "small"], ["", "medium"], ["large", "large"], ["larger", "larger"]]],
    ["width", "Lines", [["narrow", "short"], ["", "medium"], ["wide", "long"]]],
    ["paper", "Paper", [["", "as the system says"], ["light", "light"], ["sepia", "sepia"], ["dark", "dark"]]],
    ["keys", "Keys of one letter", [["", "on"], ["off", "off"]]]
  ]
  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties)
    element.append(...children)
    return element
  }
  /* Where storage is forbidden a choice holds for the page only. */
  const kept = key => {
    try {
      return JSON.parse(localStorage.getItem(key)) || {}
    } catch {
      return {}
    }
  }
  const keep = (key, value) => {
    try {
      localStorage.setItem(key, JSON.stringify(value))
    } catch { /* the choice is lost with the page */ }
  }

  /* ---------------------------------------------------------------- the state, as attributes that the style sheet reads */
  const state = kept(STORE)
  function show() {
    root.dataset.hide = LAYERS.map(([name]) => name).filter(name => state[name] === false).join(" ")
    for (const [name] of CHOICES) {
      if (state[name]) root.dataset[name] = state[name]
      else delete root.dataset[name]
    }
    words()
  }
  /* A misprint and what stands for it: words, which no style sheet can change. */
  const meant = new WeakMap()
  function words() {
    const printed = state.emendations === "printed"
    for (const one of document.querySelectorAll(".emended[data-sic]")) {
      if (printed === meant.has(one)) continue
      if (printed) {
        meant.set(one, [...one.childNodes])
        one.replaceChildren(one.dataset.sic)
      } else {
        one.replaceChildren(...meant.get(one))
        meant.delete(one)
      }
    }
  }
  document.addEventListener("beside", words)
  const change = (name, value) => {
    state[name] = value
    keep(STORE, state)
    show()
  }

  /* ---------------------------------------------------------------- the panel */
  function panel() {
    const layers = make("fieldset", {}, make("legend", { textContent: "Show" }), ...LAYERS.map(([name, said]) => {
      const box = make("input", { type: "checkbox", checked: state[name] !== false })
      box.addEventListener("change", () => change(name, box.checked))
      return make("label", {}, box, ` ${said}`)
    }))
    const choice = (name, value, word) => {
      const button = make("input", { type: "radio", name: `reading-${name}`, value, checked: (state[name] || "") === value })
      button.addEventListener("change", () => change(name, value))
      return make("label", {}, button, ` ${word}`)
    }
    const choices = CHOICES.map(([name, said, values]) =>
      make("fieldset", {}, make("legend", { textContent: said }), ...values.map(([value, word]) => choice(name, value, word))))
    const legend = make("p", {}, make("a", { href: new URL("legend.html", site).href, textContent: "What the marks mean" }))
    return make("div", { className: "reading-panel", id: "reading-panel", popover: "auto" }, layers, ...choices, legend)
  }

  function keys() {
    const rows = [
      ["/", "search"], ["n  p", "next and previous section"], ["]  [", "next and previous printed page"], ["Alt+Shift+G", "go to a printed page"],
      ["b", "read beside other works"], ["l", "layers and letters"], ["?", "these keys"], ["Esc", "close what is open"]
    ]
    const list = make("dl", {}, ...rows.flatMap(([key, said]) => [
      make("dt", {}, ...key.split("  ").flatMap((one, n) => [n ? " " : "", make("kbd", { textContent: one })])), make("dd", { textContent: said })
    ]))
    const close = make("button", { type: "button", textContent: "Close" })
    const dialog = make("dialog", { className: "keys" }, make("h2", { textContent: "Keys", id: "keys-title" }), list, close)
    dialog.setAttribute("aria-labelledby", "keys-title")
    close.addEventListener("click", () => dialog.close())
    return dialog
  }

  const header = document.querySelector(".md-header__inner")
  const button = header?.querySelector(".reading-button")
  if (button) {
    const sheet = panel()
    button.popoverTargetElement = sheet
    /* Who opened the panel with a key goes on in it; closing it gives the focus back. */
    sheet.addEventListener("toggle", event => { if (event.newState === "open") sheet.querySelector("input").focus() })
    header.parentElement.after(sheet)
    const dialog = keys()
    document.body.append(dialog)

    /* The printed page that is being read, and the one before or after it. */
    const turn = step => {
      const breaks = [...document.querySelectorAll("article a.pb")]
      const line = 90
      const next = step > 0 ? breaks.find(one => one.getBoundingClientRect().top > line + 2)
        : breaks.findLast(one => one.getBoundingClientRect().top < line - 20)
      if (next) return next.scrollIntoView({ block: "start" })
      document.querySelector(`.md-footer__link--${step > 0 ? "next" : "prev"}`)?.click()
    }
    const ways = {
      n: () => document.querySelector(".md-footer__link--next")?.click(),
      p: () => document.querySelector(".md-footer__link--prev")?.click(),
      "]": () => turn(1), "[": () => turn(-1), l: () => button.click(), "?": () => dialog.showModal()
    }
    /* Who speaks to the machine, or strikes keys by accident, can turn them off for all scripts at once (WCAG 2.1.4). */
    addEventListener("keydown", event => {
      if (state.keys === "off" && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) event.stopImmediatePropagation()
    }, true)
    document.addEventListener("keydown", event => {
      const way = ways[event.key]
      if (!way || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return
      if (event.target.closest("input, textarea, select, [contenteditable]")) return
      event.preventDefault()
      event.stopImmediatePropagation()
      way()
    }, true)
  }
  words()

  /* ---------------------------------------------------------------- where the reader stopped */
  const passages = [...document.querySelectorAll("article p[id], article blockquote[id]")].filter(one => one.id.includes("."))
  if (passages.length) {
    let timer = 0
    const note = () => {
      const first = passages.find(one => one.getBoundingClientRect().bottom > 100)
      if (!first || scrollY < 200) return
      const path = location.href.slice(site.href.length).split(/[?#]/)[0]
      const work = path.split("/")[0]
      const label = first.querySelector(".permalink")?.getAttribute("aria-label")?.replace(/^Link to /, "") || ""
      const title = document.querySelector("article h1")?.textContent.replace("¶", "").trim() || document.title
      keep(PLACE, { ...kept(PLACE), [work]: { path, id: first.id, label, title, when: Date.now() }, last: work })
    }
    addEventListener("scroll", () => {
      clearTimeout(timer)
      timer = setTimeout(note, 600)
    }, { passive: true })
  }
  /* On the first page of the edition, and on that of a work: the way back to that place. */
  const slot = document.querySelector("[data-continue]")
  if (slot) {
    const places = kept(PLACE)
    const place = places[slot.dataset.continue || places.last]
    if (place) {
      const link = make("a", { href: new URL(`${place.path}#${place.id}`, site).href })
      link.append(place.label ? `${place.title}, ${place.label}` : place.title)
      slot.append("Continue where you stopped: ", link)
      slot.hidden = false
    }
  }
})()
