/* Citing a passage or a selection in every form that “Cite this page” holds; only which pages are meant is filled in here.
   Alt+Shift+C cites the selection, the passage with the focus, or that in view. */
(function () {
  "use strict"
  const APART = ".cite, .pagelist, nav, dialog"
  const SKIP = "a.pb, a.permalink, " + APART
  const article = document.querySelector("article, main")
  const block = document.querySelector("details.cite")
  if (!article || !block) return

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties)
    element.append(...children)
    return element
  }

  const NAMED = /^(?:(.+), )?((?:editors’ note|note|table|figure|fragment)\b.*)$/

  /* The pages and passages of a range. A word has the page that began before it, a note that of its label. */
  function passagesOf(range) {
    const found = { pages: [], passages: [], text: "" }
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
    let page = block.dataset.begins || ""
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.ELEMENT_NODE) {
        if (node.matches("a.pb")) page = node.id.replace(/^pb-/, "") || page
        continue
      }
      if (!range.intersectsNode(node) || node.parentElement.closest(SKIP)) continue
      const start = node === range.startContainer ? range.startOffset : 0
      const words = node.data.slice(start, node === range.endContainer ? range.endOffset : undefined)
      found.text += words
      if (!words.trim()) continue
      const passage = passageOf(node.parentElement)
      const note = node.parentElement.closest("li.note")
      const named = note || (!page && passage)
      found.pages.push(named ? (/^p\. ([^,]+)/.exec(labelOf(named)) || [])[1] : page)
      if (passage && !found.passages.includes(passage)) found.passages.push(passage)
    }
    found.text = found.text.replace(/\s+/g, " ").trim()
    return found
  }

  const linkOf = element => [...element.querySelectorAll("a.permalink")].find(link => link.hash === "#" + element.id)

  function passageOf(element) {
    for (let one = element; one && one !== article; one = one.parentElement) {
      if (one.id && linkOf(one)) return one
    }
    return null
  }

  const labelOf = passage => linkOf(passage)?.getAttribute("aria-label").replace(/^Link to /, "") || ""

  /* What is cited: printed pages, or where there are none, paragraphs. */
  function locatorOf(found) {
    const pages = found.pages.filter(Boolean)
    const labels = found.passages.map(labelOf)
    if (pages.length) {
      const name = labels.length === 1 && /^p\. [^,]+, /.test(labels[0]) && NAMED.exec(labels[0])
      return { unit: "page", first: pages[0], last: pages[pages.length - 1], name: name ? name[2] : "" }
    }
    const counted = labels.map(label => /^(?:(.+), )?¶ (\d+)$/.exec(label)).filter(Boolean)
    if (!counted.length) {
      const named = NAMED.exec(labels[0] || "")
      return labels[0] ? { unit: "part", within: named ? named[1] || "" : labels[0], name: named ? named[2] : "" } : { unit: "" }
    }
    const last = counted[counted.length - 1]
    const within = counted[0][1] || ""
    return { unit: "paragraph", first: counted[0][2], last: last[1] === counted[0][1] ? last[2] : counted[0][2], within }
  }

  /* The rules of CSL, as in render/citation.py. */
  function range(rule, first, last) {
    const chicago = rule === "chicago-16"
    const whole = /\D/.test(first + last) || first.length !== last.length || (!chicago && rule !== "minimal-two")
    if (whole || (chicago && (+first < 100 || +first % 100 === 0))) return `${first}–${last}`
    const least = chicago && +first % 100 < 10 ? 1 : 2
    let common = 0
    while (common < first.length && first[common] === last[common]) common++
    return `${first}–${last.slice(Math.min(common, last.length - least))}`
  }

  function named(style, at) {
    const number = /^note (\d+)$/.exec(at.name || "")
    if (number && at.unit === "page" && (style === "chicago" || style === "mla")) return "n" + number[1]
    return at.name ? ", " + (style === "apa" ? at.name[0].toUpperCase() + at.name.slice(1) : at.name) : ""
  }

  function middle(data, at, style) {
    if (!at.unit) return data.none
    const many = at.last && at.last !== at.first
    if (at.unit === "page") {
      return (many ? data.pages : data.page).replace("{}", (many ? range(data.ranges, at.first, at.last) : at.first) + named(style, at))
    }
    if (at.unit === "part") return (at.within ? data.inside.split("{}")[0] + at.within : "") + named(style, at)
    const said = many ? `${at.first}–${at.last}` : at.first
    if (at.within && !many) return data.inside.replace("{}", at.within).replace("{}", said)
    return (many ? data.paragraphs : data.paragraph).replace("{}", said)
  }

  /* The permanent address if the page names it, else where it is read; from a folder its place in the site. */
  function address(id) {
    const canonical = document.querySelector("link[rel=canonical]")
    const local = location.protocol === "file:" ? block.querySelector(".address").textContent : location.href.replace(/#.*/, "")
    return (canonical ? canonical.href : local) + (id ? "#" + encodeURIComponent(id) : "")
  }

  /* The directive `text` of a fragment: all the words, or of many the first and the last. */
  function fragment(text) {
    const coded = words => encodeURIComponent(words.join(" ")).replace(/-/g, "%2D")
    const words = text.split(" ").filter(Boolean)
    if (!words.length) return ""
    return ":~:text=" + (words.length > 10 ? `${coded(words.slice(0, 4))},${coded(words.slice(-4))}` : coded(words))
  }

  function inWords(at) {
    if (!at.unit) return ""
    const many = at.last && at.last !== at.first
    if (at.unit === "page") return (many ? `pp. ${at.first}–${at.last}` : `p. ${at.first}`) + (at.name ? `, ${at.name}` : "")
    if (at.unit === "part") return [at.within, at.name].filter(Boolean).join(", ")
    return `${at.within ? at.within + ", " : ""}${many ? "¶¶" : "¶"} ${at.first}${many ? "–" + at.last : ""}`
  }

  /* Records with a note of the passage; a work without an address gets that of the passage. */
  const records = {
    bibtex: (text, note, url) =>
      text.replace(/\n\}\s*$/, `,\n    note = "${note}"${url && !/\n\s*url = /.test(text) ? `,\n    url = "${url}"` : ""}\n}\n`),
    ris: (text, note, url) =>
      text.replace(/ER {2}-\s*$/, `N1  - ${note}\n${url && !/^UR {2}- /m.test(text) ? `UR  - ${url}\n` : ""}ER  - \n`).replace(/\n/g, "\r\n"),
    csl_json: (text, note, url) =>
      JSON.stringify(JSON.parse(text).map(item => ({ ...item, note, URL: item.URL || url || undefined })), null, 1) + "\n"
  }

  /* All that can be copied: name, HTML, plain text. */
  function forms(at, id, text) {
    const rows = []
    const said = id && document.getElementById(id).querySelector(":scope > dfn")?.textContent
    for (const held of block.querySelectorAll("dd[data-form]")) {
      const copy = held.cloneNode(true)
      const place = copy.querySelector(".locator")
      const own = copy.querySelector(".address")
      if (place) place.replaceWith(middle(place.dataset, at, held.dataset.form.split("-")[0]))
      const entry = copy.querySelector(".entry")
      if (entry && said) entry.textContent = `“${said},” in “${entry.dataset.in},”`
      for (const one of said ? copy.querySelectorAll(".headword") : []) one.textContent = said
      if (own) own.replaceWith(address(id))
      rows.push([held.previousElementSibling.textContent, copy.innerHTML, copy.textContent])
    }
    rows.push(["Address", "", address(id)])
    if (text) rows.push(["Address of the words", "", address(id) + (id ? "" : "#") + fragment(text)])
    const absolute = /^https?:/.test(address(id)) ? address(id) : ""
    const note = ["Cited: " + (inWords(at) || "the page"), id].filter(Boolean).join(", ")
    for (const held of block.querySelectorAll("pre[data-form]")) {
      const { entry, title } = held.parentElement.closest("details").dataset
      const record = said ? held.textContent.replaceAll(entry, () => id).replace(title, () => said) : held.textContent
      rows.push([held.closest("dd").previousElementSibling.textContent, null, records[held.dataset.form](record, note, absolute)])
    }
    return rows
  }

  function copy(html, text) {
    const give = event => {
      event.preventDefault()
      event.clipboardData.setData("text/plain", text)
      if (html) event.clipboardData.setData("text/html", html)
    }
    document.addEventListener("copy", give, true)
    const done = document.execCommand("copy")
    document.removeEventListener("copy", give, true)
    return done
  }

  function show(at, id, text) {
    returnTo = document.activeElement
    const list = make("ul")
    for (const [name, html, plain] of forms(at, id, text)) {
      const words = html ? make("span", { innerHTML: html }) : make(html === null ? "pre" : "code", { textContent: plain })
      const press = make("button", { type: "button", textContent: "Copy" })
      press.setAttribute("aria-label", "Copy: " + name)
      press.addEventListener("click", () => {
        const done = copy(html, plain)
        status.textContent = done ? `Copied: ${name}.` : "Not copied: the words are selected."
        if (!done) getSelection().selectAllChildren(words)
      })
      list.append(make("li", {}, make("span", { className: "name", textContent: name }), press, words))
    }
    status.textContent = ""
    dialog.querySelector("h2").textContent = "Cite " + (inWords(at) || "this page")
    dialog.querySelector("ul").replaceWith(list)
    button.hidden = true
    /* Others may have more to offer for this passage. */
    document.dispatchEvent(new CustomEvent("citing", { detail: { id, dialog } }))
    dialog.showModal()
    list.querySelector("button").focus()
  }

  function citePassage(passage) {
    const whole = document.createRange()
    whole.selectNodeContents(passage)
    if (passage.matches("dt")) return show({ unit: "" }, passage.id, "")
    show(locatorOf({ ...passagesOf(whole), passages: [passage] }), passage.id, "")
  }

  function chosen() {
    const selection = getSelection()
    const range = selection.rangeCount && selection.getRangeAt(0)
    const inside = range && article.contains(range.commonAncestorContainer) && String(range).trim()
    return inside && !range.startContainer.parentElement.closest(APART) ? range : null
  }

  function citeSelection() {
    const range = chosen()
    const found = range && passagesOf(range)
    if (found && found.passages.length) return show(locatorOf(found), found.passages[0].id, found.text)
    const passages = [...article.querySelectorAll("a.permalink")].map(passageOf).filter(Boolean)
    const seen = passageOf(document.activeElement) || passages.find(one => one.getBoundingClientRect().bottom > 80)
    if (seen) citePassage(seen)
  }

  /* A button beside the selection; nothing moves. */
  function offer() {
    const range = !dialog.open && chosen()
    const box = range && [...range.getClientRects()].pop()
    button.hidden = !box
    if (!box) return
    button.style.top = `${scrollY + box.bottom + 6}px`
    button.style.left = `${scrollX + Math.max(8, Math.min(box.right - 30, innerWidth - 90))}px`
  }

  const close = make("button", { type: "button", className: "close", textContent: "Close" })
  const status = make("p", { className: "status" })
  const dialog = make("dialog", { className: "citing" }, make("h2", { id: "citing" }), close, status, make("ul"))
  const button = make("button", { type: "button", className: "citing", textContent: "Cite", hidden: true })
  let returnTo, waiting
  status.setAttribute("role", "status")
  dialog.setAttribute("aria-labelledby", "citing")
  button.setAttribute("aria-keyshortcuts", "Alt+Shift+C")
  document.body.append(button, dialog)
  close.addEventListener("click", () => dialog.close())
  dialog.addEventListener("click", event => event.target === dialog && dialog.close())
  dialog.addEventListener("close", () => returnTo.focus({ preventScroll: true }))
  button.addEventListener("mousedown", event => event.preventDefault())
  button.addEventListener("click", citeSelection)
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting)
    waiting = setTimeout(offer, 150)
  })
  /* The link is followed as well: the address bar then names the passage. */
  article.addEventListener("click", event => {
    const link = event.target.closest("a.permalink")
    const other = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey
    const passage = link && !other && document.getElementById(decodeURIComponent(link.hash.slice(1)))
    /* To follow it takes the focus away. */
    if (passage) setTimeout(() => link.focus({ preventScroll: true }) || citePassage(passage))
  })
  document.addEventListener("keydown", event => {
    if (event.code !== "KeyC" || !event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey || dialog.open) return
    event.preventDefault()
    citeSelection()
  })
})()
