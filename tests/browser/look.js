/* What is wrong with a page as it is set: words that cannot be seen, notes without a way there or back, and what runs out sideways. */
() => {
  const article = document.querySelector("article")
  const width = document.documentElement.clientWidth
  const faults = []
  const fault = (what, node) => faults.push(`${what}: ${((node.textContent || "").trim() || node.id || node.nodeName).slice(0, 60)}`)

  if (document.documentElement.scrollWidth > innerWidth) faults.push(`scrolls sideways: ${document.documentElement.scrollWidth}`)

  /* Said elsewhere on the page, for hearing alone, for paper, or folded until it is asked for. */
  const APART = "svg title, svg desc, script, style, template, noscript, [hidden], .hidden, .side-note, .offprint, .no-script, a.permalink, .key"
  const folded = one => {
    for (let box = one.closest("details"); box; box = box.parentElement.closest("details")) {
      if (!box.open && !(one.closest("summary") && one.closest("summary").parentElement === box)) return true
    }
    return false
  }
  const OWN_BOX = ".scroll, .table-box, pre, svg"
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  let words = 0
  for (let node; (node = walker.nextNode());) {
    const around = node.parentElement
    if (!node.data.trim() || around.closest(APART) || folded(around)) continue
    range.selectNodeContents(node)
    const boxes = [...range.getClientRects()].filter(box => box.width > 0.1 && box.height > 0.1)
    if (!boxes.length) fault("not set", node)
    else if (!around.checkVisibility({ opacityProperty: true, visibilityProperty: true })) fault("not visible", node)
    else if (!around.closest(OWN_BOX) && boxes.some(box => box.left < -1 || box.right > width + 1)) fault("out of the page", node)
    const style = getComputedStyle(around)
    if (/^rgba\(.*, 0\)$/.test(style.color) || parseFloat(style.fontSize) < 9) fault(`${style.color} ${style.fontSize}`, node)
    words += node.data.trim().split(/\s+/).length
  }
  for (const block of article.querySelectorAll("p, li, dd, h1, h2, h3")) {
    const box = block.getBoundingClientRect()
    if (box.width && !block.closest(`${OWN_BOX}, ${APART}`) && (box.left < 8 || box.right > width - 8)) fault("at the edge of the screen", block)
  }
  if (words < 10) faults.push(`only ${words} words`)

  for (const call of document.querySelectorAll("article a[role=doc-noteref]")) {
    /* A copy at the side, and a passage that stands on the page of another, whose notes are on its own. */
    if (call.closest(".side-note") || !/^#./.test(call.getAttribute("href"))) continue
    const note = document.getElementById(decodeURIComponent(call.hash.slice(1)))
    const back = note && [...note.querySelectorAll("a[href^='#']")].some(one => {
      const to = document.getElementById(decodeURIComponent(one.hash.slice(1)))
      return to && to !== note && (to === call || to.closest("sup, a")?.textContent === call.textContent || to.contains(call))
    })
    if (!note) fault("a call leads nowhere", call)
    else if (!back) fault("no way back from the note", call)
  }
  for (const mark of document.querySelectorAll("article a.pb")) if (!mark.id) fault("a page break without an address", mark)
  for (const link of document.querySelectorAll("article a:is(.term, .person, .organisation, .place, .event, .measure)")) {
    if (!/#./.test(link.getAttribute("href") || "")) fault("a mark without an entry", link)
  }
  return faults.slice(0, 12)
}
