/* Search on the pages: the field in the head of every page, the page of search, and the marks on the page that a hit leads to.
   Everything that search needs is loaded when a reader first turns to it, from scripts, since a page on disk can read nothing else. */
(function () {
  "use strict"
  const { Library, marked, fold } = globalThis.EditionSearch
  const here = document.currentScript.src
  const site = new URL("../../", here)
  const FEW = 8
  const MANY = 40
  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties)
    element.append(...children)
    return element
  }

  /* ---------------------------------------------------------------- loading */
  const script = (path, needed = true) => new Promise((done, failed) => {
    document.head.append(make("script", {
      src: new URL(path, site).href, onload: done, onerror: () => (needed ? failed(new Error(path)) : done())
    }))
  })

  let library
  function load() {
    return (library ??= (async () => {
      const given = {}
      const before = globalThis.editionSearch
      globalThis.editionSearch = (name, value) => {
        given[name] = value
        before?.(name, value)
      }
      await Promise.all([script("assets/javascripts/minisearch.js", false), script("search/texts.js"), script("search/index.js")])
      return new Library(globalThis.MiniSearch, given.texts, given.index)
    })().catch(error => {
      library = undefined
      throw error
    }))
  }

  /* ---------------------------------------------------------------- words in context */
  function piece(text, spots, from, to) {
    const parts = []
    let at = from
    for (const [start, end] of spots) {
      if (start < at || end > to) continue
      parts.push(text.slice(at, start), make("mark", { textContent: text.slice(start, end) }))
      at = end
    }
    parts.push(text.slice(at, to))
    return parts
  }

  const edge = (text, at, step) => {
    while (at > 0 && at < text.length && /\S/.test(text[step < 0 ? at - 1 : at])) at += step
    return at
  }

  /* The stretch of a passage that has most of the words in it. */
  function snippet(text, words, wide = 220) {
    const spots = marked(text, words)
    let best = [0, 0]
    spots.forEach(([start], n) => {
      const within = spots.slice(n).filter(([, end]) => end - start < wide)
      const kinds = new Set(within.map(([from, end]) => fold(text.slice(from, end)))).size * 10 + within.length
      if (kinds > best[1]) best = [n, kinds]
    })
    const first = spots.length ? spots[best[0]][0] : 0
    const from = first < 80 ? 0 : edge(text, first - 60, -1)
    const to = Math.min(text.length, edge(text, Math.min(text.length, from + wide), 1))
    return [from > 0 ? "… " : "", ...piece(text, spots, from, to), to < text.length ? " …" : ""]
  }

  const address = (one, words) => {
    const url = new URL(one.url, site)
    url.search = new URLSearchParams({ h: words.map(({ word, begins }) => word + (begins ? "*" : "")).join(" ") })
    url.hash = one.fragment
    return url.href
  }

  function hit(found, words) {
    const link = make("a", { href: address(found, words) })
    /* A heading stands in its label already. */
    const heading = found.kind === "heading" && found.label.endsWith(found.text)
    if (heading) link.append(found.label.slice(0, -found.text.length), ...piece(found.text, marked(found.text, words), 0, found.text.length))
    else link.append(found.label)
    return make("li", { className: "hit" }, link, ...(heading ? [] : [make("p", {}, ...snippet(found.text, words))]))
  }

  /* Hits by work and section, in the order of the best of each. */
  function grouped(found, words, name) {
    const works = new Map()
    for (const one of found) {
      const sections = works.get(one.work) || works.set(one.work, new Map()).get(one.work)
      const key = one.url
      sections.set(key, [...(sections.get(key) || []), one])
    }
    return [...works].flatMap(([work, sections]) => [
      make("h3", { textContent: name(work) }),
      ...[...sections.values()].map(ones => make("section", {},
        make("h4", { textContent: ones[0].section }), make("ol", {}, ...ones.map(one => hit(one, words)))))
    ])
  }

  const count = (n, one, many) => `${n} ${n === 1 ? one : many}`
  const told = (result, query) => {
    const number = count(result.hits.length, "passage", "passages")
    const some = result.partly ? `No passage has all the words. ${number} with some of them.`
      : result.loose ? `No passage has the words so. ${number} with all of them.` : `${number}.`
    return result.instead && result.hits.length ? `Nothing has “${query}”. ${some.replace(/\.$/, "")}: “${result.instead}”.` : some
  }
  const name = texts => work => (texts.works.find(([id]) => id === work) || ["", "The edition"])[1]

  /* ---------------------------------------------------------------- the field in the head */
  const field = document.getElementById("find")
  const ours = document.querySelector("form.asking")
  const go = query => { location.href = new URL(`search.html#${new URLSearchParams({ q: query })}`, site).href }

  if (field && !ours) {
    const said = make("p", { className: "find-said" })
    said.setAttribute("role", "status")
    const list = make("ol", { className: "find-hits" })
    const more = make("a", { className: "find-more", textContent: "All passages, and where to look" })
    const panel = make("div", { className: "find-panel", hidden: true }, said, list, more)
    field.form.append(panel)
    const close = () => { panel.hidden = true }
    let turn = 0
    const show = async () => {
      const query = field.value.trim()
      const mine = ++turn
      if (!query) return close()
      panel.hidden = false
      more.href = new URL(`search.html#${new URLSearchParams({ q: query })}`, site).href
      if (!library) said.textContent = "Loading…"
      try {
        const texts = await load()
        if (mine !== turn) return
        const result = texts.find(field.value, {}, true)
        said.textContent = told(result, query)
        list.replaceChildren(...result.hits.slice(0, FEW).map(({ id }) => hit(texts.passage(id), result.words)))
      } catch {
        said.textContent = "The files of search could not be loaded."
      }
    }
    field.addEventListener("focus", () => load().catch(() => {}))
    field.addEventListener("input", show)
    field.form.addEventListener("submit", event => {
      event.preventDefault()
      if (field.value.trim()) go(field.value.trim())
    })
    field.form.addEventListener("keydown", event => {
      const links = [field, ...panel.querySelectorAll("a")]
      const at = links.indexOf(document.activeElement)
      if (event.key === "Escape") {
        close()
        field.focus()
      } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !panel.hidden && at >= 0) {
        event.preventDefault()
        links[(at + (event.key === "ArrowDown" ? 1 : links.length - 1)) % links.length].focus()
      }
    })
    document.addEventListener("click", event => { if (!field.form.contains(event.target)) close() })
    field.form.addEventListener("focusout", event => {
      if (event.relatedTarget && !field.form.contains(event.relatedTarget)) close()
    })
  }
  if (field && ours) field.form.parentElement.hidden = true
  document.addEventListener("keydown", event => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.target.closest("input, textarea, select, [contenteditable]")) return
    event.preventDefault()
    const wanted = ours ? ours.q : field
    if (wanted?.offsetParent) wanted.focus()
    else location.href = new URL("search.html", site).href
  })

  /* ---------------------------------------------------------------- the page of search */
  if (ours) {
    const said = document.querySelector(".search-said")
    const list = document.querySelector(".search-found")
    ours.hidden = false

    const asked = () => {
      const data = new FormData(ours)
      return {
        query: data.get("q"), view: data.get("view"),
        scope: { works: new Set(data.getAll("work")), kinds: new Set(data.getAll("kind")), from: +data.get("from"), to: +data.get("to") }
      }
    }

    /* The question in the address, and back. */
    const keep = () => {
      const kept = new URLSearchParams([...new FormData(ours)].filter(([, value]) => value))
      history.replaceState(null, "", `#${kept}`)
    }
    const take = () => {
      const kept = new URLSearchParams(location.hash.slice(1) || location.search.slice(1))
      ours.reset()
      for (const [key, value] of kept) {
        for (const one of ours.querySelectorAll(`[name="${CSS.escape(key)}"]`)) {
          if (one.type === "checkbox" || one.type === "radio") one.checked ||= one.value === value
          else one.value = value
        }
      }
      ours.querySelector(".scope").open ||= ["work", "kind", "from", "to"].some(key => kept.has(key))
    }

    function passages(texts, result, most = MANY) {
      const found = result.hits.slice(0, most).map(({ id }) => texts.passage(id))
      const best = found.slice(0, 3)
      const parts = found.length > 6
        ? [make("h2", { textContent: "Best" }), make("ol", { className: "best" }, ...best.map(one => hit(one, result.words))),
          make("h2", { textContent: "By work and section" }), ...grouped(found.slice(3), result.words, name(texts.texts))]
        : [make("ol", { className: "best" }, ...found.map(one => hit(one, result.words)))]
      if (result.hits.length > most) {
        const rest = make("button", { type: "button", textContent: `${count(result.hits.length - most, "more passage", "more passages")}` })
        rest.addEventListener("click", () => list.replaceChildren(...passages(texts, result, most + 200)))
        parts.push(rest)
      }
      return parts
    }

    /* Every occurrence in its line, the word in the middle. */
    function lines(texts, result, by = "") {
      const rows = []
      for (const { id } of result.hits.slice(0, 500)) {
        const one = texts.passage(id)
        for (const [from, to] of marked(one.text, result.words)) {
          rows.push({ one, left: one.text.slice(Math.max(0, from - 60), from), word: one.text.slice(from, to), right: one.text.slice(to, to + 60) })
        }
      }
      const backwards = text => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean).reverse().join(" ")
      const key = { left: row => backwards(row.left), right: row => fold(row.right).replace(/^[^\p{L}\p{N}]+/u, "") }[by]
      if (key) rows.sort((one, other) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0))
      const ways = [["", "rank"], ["left", "what stands before"], ["right", "what follows"]]
      const sorting = make("p", { className: "sorting" }, "Sorted by ", ...ways.map(([way, word]) => {
        const button = make("button", { type: "button", textContent: word })
        button.setAttribute("aria-pressed", String(way === by))
        button.addEventListener("click", () => list.replaceChildren(...lines(texts, result, way)))
        return button
      }))
      const table = make("table", { className: "concordance" }, make("caption", { textContent: count(rows.length, "line", "lines") }),
        make("tbody", {}, ...rows.slice(0, 1000).map(({ one, left, word, right }) => make("tr", {},
          make("td", { className: "left" }, make("bdi", { dir: "ltr", textContent: left })),
          make("td", { className: "word" }, make("a", { href: address(one, result.words), textContent: word })),
          make("td", { className: "right", textContent: right }),
          make("td", { className: "where", title: one.label, textContent: one.label.replace(/: .*/, "") })))))
      return [sorting, make("div", { className: "table-box", tabIndex: 0, role: "region", ariaLabel: "Concordance" }, table)]
    }

    function words(texts, query) {
      const start = fold(query).replace(/[^\p{L}\p{N}]+/gu, "")
      const found = texts.beginning(start, 400)
      said.textContent = start ? `${count(found.length, "word", "words")} that begin with “${start}”, with the number of passages.`
        : "Type the first letters of a word."
      if (!start) return []
      return [make("ul", { className: "word-list" }, ...found.map(([word, n]) => {
        const link = make("a", { href: `#${new URLSearchParams({ q: word })}`, textContent: word })
        return make("li", {}, link, ` ${n}`)
      }))]
    }

    let turn = 0
    const answer = async () => {
      const { query, view, scope } = asked()
      const mine = ++turn
      if (!query.trim()) {
        said.textContent = ""
        list.replaceChildren()
        return
      }
      if (!library) said.textContent = "Loading…"
      try {
        const texts = await load()
        if (mine !== turn) return
        if (view === "words") return list.replaceChildren(...words(texts, query))
        const result = texts.find(query, scope, true)
        said.textContent = told(result, query)
        list.replaceChildren(...(view === "lines" ? lines(texts, result) : passages(texts, result)))
      } catch (error) {
        said.textContent = "The files of search could not be loaded."
        throw error
      }
    }
    ours.addEventListener("submit", event => event.preventDefault())
    ours.addEventListener("input", () => {
      keep()
      answer()
    })
    addEventListener("hashchange", () => {
      take()
      answer()
    })
    take()
    load().catch(() => {})
    answer()
    if (!ours.q.value) ours.q.focus()
  }

  /* ---------------------------------------------------------------- the page that a hit leads to */
  const wanted = ours ? null : new URLSearchParams(location.search).get("h")
  if (wanted) {
    const words = wanted.split(" ").map(one => ({ word: one.replace(/\*$/, ""), begins: one.endsWith("*") }))
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
    const blocks = target ? [target] : []
    /* An entry of a register goes on in what explains it. */
    for (let next = target?.nextElementSibling; target?.matches("dt") && next?.matches("dd"); next = next.nextElementSibling) blocks.push(next)
    for (const block of blocks) {
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
      const nodes = []
      while (walker.nextNode()) nodes.push(walker.currentNode)
      for (const node of nodes) {
        const spots = marked(node.data, words)
        if (!spots.length || node.parentElement.closest("script, style, button")) continue
        const parts = piece(node.data, spots, 0, node.data.length)
        for (const one of parts) if (one.nodeType) one.className = "found"
        node.replaceWith(...parts)
      }
    }
    /* The address that a reader copies is that of the passage. */
    history.replaceState(history.state, "", location.pathname + location.hash)
  }
})()
