/* Reading beside: a second column with the passages of other works on the same question, event or term, and the figures of a passage.
   A mark before the passage opens it, or the key b, or the panel in which a passage is cited; its address is that of the passage behind
   “?beside”. What it shows was chosen when the site was built, and is loaded when it is asked for. */
(function () {
  "use strict"
  const article = document.querySelector("article")
  const here = document.querySelector(".parallels-here")
  const root = document.documentElement
  const site = new URL("../../", document.currentScript.src)
  if (!article || !here) return
  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties)
    element.append(...children)
    return element
  }
  const page = here.dataset.page
  const work = page.split("/")[0]
  const ids = name => here.dataset[name].split(" ").filter(Boolean).map(id => `${work}.${id}`)
  const near = new Set(ids("near"))
  const known = new Set([...near, ...ids("far")])

  /* ---------------------------------------------------------------- what was made when the site was built */
  const asked = new Map()
  const answers = new Map()
  globalThis.editionBeside = (name, value) => answers.get(name)?.(value)
  function load(name) {
    if (!asked.has(name)) {
      asked.set(name, new Promise((done, failed) => {
        answers.set(name, done)
        document.head.append(make("script", { src: new URL(`beside/${name}.js`, site).href, onerror: failed }))
      }).catch(error => {
        /* A network that was gone may be there the next time. */
        asked.delete(name)
        throw error
      }))
    }
    return asked.get(name)
  }
  const stem = url => url.replace(/\.html$/, "")

  /* An entry is named by its id alone. */
  const ENTRIES = {
    glossary: ["term", "glossary.html"], person: ["person", "people.html"], org: ["organisation", "organisations.html"],
    place: ["place", "places.html"], event: ["event", "events.html"], measure: ["measure", "measures.html"]
  }

  /* HTML of ours whose links start from another page. */
  function set(html, from) {
    const box = make("div", { innerHTML: html })
    for (const link of box.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), new URL(from, site)).href
    for (const link of box.querySelectorAll("a[e]")) {
      const id = link.getAttribute("e")
      const [name, url] = ENTRIES[id.split("-")[0]]
      link.removeAttribute("e")
      link.className = name
      link.href = new URL(`${url}#${id}`, site).href
    }
    return box
  }

  function linkOf(of) {
    const sought = `.permalink[href$="#${CSS.escape(of.id)}"]`
    return of.querySelector(sought) || of.parentElement.querySelector(sought)
  }
  const labelOf = of => linkOf(of)?.getAttribute("aria-label")?.replace(/^Link to /, "") || "this passage"
  const element = id => known.has(id) ? document.getElementById(id) : null

  /* ---------------------------------------------------------------- the column */
  const column = make("aside", { className: "second-column", hidden: true })
  column.setAttribute("aria-labelledby", "second-column")
  const head = make("h2", { id: "second-column", tabIndex: -1 })
  const address = make("a", { className: "address", textContent: "Link to both" })
  const shut = make("button", { type: "button", textContent: "Close" })
  const body = make("article", { className: "md-typeset" })
  const status = make("p", { className: "status" })
  status.setAttribute("role", "status")
  column.append(make("header", {}, head, make("p", {}, address, shut)), status, body)
  let shown = ""
  let source = null
  let opener = null

  const link = (href, text) => make("a", { href: new URL(href, site).href, textContent: text })

  function parallel(data, [number, ...shared]) {
    const [at, rest, label, section] = data.others[number]
    const [url, name] = data.pages[at]
    const where = make("p", { className: "where" }, link(`${url}#${url.split("/")[0]}.${rest}`, `${name}, ${label}`))
    if (data.sections[section]) where.append(" ", make("span", { className: "within", textContent: `in ${data.sections[section]}` }))
    const said = make("div", { className: "words" })
    const box = make("div", { className: "parallel" }, where, said)
    const names = shared.flatMap((id, n) => [n ? ", " : "Also in both: ", link(data.entries[id][1], data.entries[id][0])])
    if (names.length) box.append(make("p", { className: "shared" }, ...names))
    return box
  }

  async function words(data, [number], box) {
    const [at, rest, , , there] = data.others[number]
    const [url] = data.pages[at]
    const said = there && (await load(`${stem(url)}.words`).catch(() => ({})))[`${url.split("/")[0]}.${rest}`]
    if (said) box.querySelector(".words").replaceChildren(...set(said, url).childNodes)
    else box.querySelector(".words").remove()
    box.classList.toggle("placed", !said)
  }

  async function drawn([id, title]) {
    const box = make("div", { className: "drawn" }, make("p", { className: "where" }, link(`figures/${id}.html`, title)))
    const html = await load(`figures/${id}`).catch(() => "")
    if (html) box.append(...set(html, "index.html").childNodes)
    return box
  }

  async function fill(id) {
    const data = await load(stem(page))
    const parts = []
    const figures = await Promise.all((data.figures[id] || []).map(drawn))
    if (figures.length) parts.push(make("section", {}, make("h3", { textContent: "In figures" }), ...figures))
    const pending = []
    for (const [number, rows] of data.passages[id] || []) {
      const [lead, title, href] = data.reasons[number]
      const boxes = rows.map(row => {
        const box = parallel(data, row)
        pending.push(words(data, row, box))
        return box
      })
      const heading = make("h3", {}, ...(lead ? [make("span", { className: "lead", textContent: `${lead} ` })] : []), href ? link(href, title) : title)
      parts.push(make("section", {}, heading, ...boxes))
    }
    await Promise.all(pending)
    return parts
  }

  /* The address keeps what else was asked of the page, such as the words that search has marked. */
  function question(beside) {
    const kept = location.search.slice(1).split("&").filter(one => one && !/^beside(=|$)/.test(one))
    return [...kept, ...(beside ? ["beside"] : [])].join("&")
  }
  const tell = (beside, hash = location.hash) => {
    const query = question(beside)
    history.replaceState(history.state, "", `${location.pathname}${query ? `?${query}` : ""}${hash}`)
  }

  /* What the reader looks at stays where it is, though the columns change. */
  function still(of, change) {
    const before = of.getBoundingClientRect().top
    change()
    const moved = of.getBoundingClientRect().top - before
    if (moved) scrollBy({ top: moved, behavior: "instant" })
  }

  /* The text keeps its measure, so that its lines break where they did. */
  function part() {
    delete root.dataset.beside
    root.style.setProperty("--measure", `${article.getBoundingClientRect().width}px`)
    root.dataset.beside = ""
  }
  addEventListener("resize", () => shown && part())

  /* A sheet at the foot of a small screen must not hide the passage itself; it grows when it is filled. */
  function uncover(of) {
    const covered = of.getBoundingClientRect().top > column.getBoundingClientRect().top - 48
    if (covered && innerWidth < 1024 && getComputedStyle(column).position === "fixed") of.scrollIntoView({ block: "start", behavior: "instant" })
  }

  async function open(id, { focus = true, from = null } = {}) {
    const of = element(id)
    if (!of) return
    opener = from || opener
    source?.classList.remove("beside-source")
    source = of
    shown = id
    head.textContent = `Beside ${labelOf(of)}`
    address.href = `?beside#${encodeURIComponent(id)}`
    status.textContent = "Looking …"
    body.replaceChildren()
    if (!column.isConnected) document.body.append(column)
    still(of, () => {
      of.classList.add("beside-source")
      column.hidden = false
      part()
    })
    uncover(of)
    tell(true, `#${encodeURIComponent(id)}`)
    if (focus) head.focus({ preventScroll: true })
    const parts = await fill(id).catch(() => null)
    if (shown !== id) return
    status.textContent = parts ? "" : "This cannot be shown from here; the passage itself leads on."
    body.replaceChildren(...(parts || []))
    column.scrollTop = 0
    uncover(of)
    /* Others set its words as the reader wants them. */
    document.dispatchEvent(new CustomEvent("beside"))
  }

  function close() {
    if (!shown) return
    const of = source
    const inside = column.contains(document.activeElement)
    still(of, () => {
      column.hidden = true
      delete root.dataset.beside
      of.classList.remove("beside-source")
    })
    tell(false)
    const back = opener?.isConnected && opener.offsetParent ? opener : linkOf(of) || of
    shown = ""
    source = opener = null
    if (inside) back.focus({ preventScroll: true })
  }

  /* ---------------------------------------------------------------- the ways to it */
  function mark(of) {
    const id = of.id
    const link = make("a", { className: near.has(id) ? "beside-mark near" : "beside-mark", href: `?beside#${encodeURIComponent(id)}`, tabIndex: -1 })
    link.setAttribute("aria-label", `Read beside ${labelOf(of)}`)
    link.addEventListener("click", event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      if (shown === id) close()
      else open(id, { from: linkOf(of) || link })
    })
    of.prepend(link)
  }
  /* A mark is set when its passage comes near: to set all at once would have a long page laid out a second time. */
  const coming = new IntersectionObserver(seen => {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue
      coming.unobserve(target)
      mark(target)
    }
  }, { rootMargin: "60% 0px" })
  const idle = globalThis.requestIdleCallback || (work => setTimeout(work, 200))
  const watch = () => idle(() => known.forEach(id => {
    const of = document.getElementById(id)
    if (of) coming.observe(of)
  }))
  if (document.readyState === "complete") watch()
  else addEventListener("load", watch)

  const passage = of => {
    for (let one = of; one && one !== article; one = one.parentElement) if (known.has(one.id)) return one
    return null
  }
  /* The passage with the focus, or the first that is well in view. */
  function meant() {
    const focused = article.contains(document.activeElement) && passage(document.activeElement)
    if (focused) return focused
    const seen = [...known].map(id => document.getElementById(id)).filter(one => one?.getClientRects().length)
      .map(one => [one, one.getBoundingClientRect()]).filter(([, box]) => box.bottom > 120 && box.top < innerHeight * 0.75)
    return seen.sort(([, one], [, other]) => one.top - other.top)[0]?.[0]
  }

  shut.addEventListener("click", close)
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (document.querySelector("dialog[open], :popover-open")) return
    /* In a field, such as that of search, keys are the field's own. */
    if (event.target.closest("input, textarea, select, [contenteditable]")) return
    if (event.key === "Escape" && shown && document.getElementById("gloss")?.hidden !== false) return close()
    if (event.key !== "b") return
    const of = column.contains(document.activeElement) ? source : meant()
    if (!of) return
    event.preventDefault()
    if (of.id === shown) close()
    else open(of.id, { from: article.contains(document.activeElement) ? document.activeElement : null })
  }, true)

  /* In the panel in which a passage is cited. */
  document.addEventListener("citing", ({ detail: { id, dialog } }) => {
    dialog.querySelector(".read-beside")?.remove()
    if (!element(id)) return
    const button = make("button", { type: "button", className: "read-beside", textContent: "Read beside" })
    button.addEventListener("click", () => {
      /* When it has closed, the panel first gives the focus back. */
      dialog.addEventListener("close", () => open(id, { from: linkOf(element(id)) }), { once: true })
      dialog.close()
    })
    dialog.querySelector("h2").after(button)
  })

  /* The address of both columns. */
  const wanted = () => /[?&]beside\b/.test(location.search) && decodeURIComponent(location.hash.slice(1))
  addEventListener("hashchange", () => {
    const id = wanted()
    if (id && id !== shown && known.has(id)) open(id, { focus: false })
  })
  if (known.has(wanted())) open(wanted(), { focus: false })
})()
