/* Glosses: what an entry of a register or a note says, beside the word, on hover, focus or tap. The word itself stays a link: with the
   keyboard Enter goes there, on a screen that is touched the second tap does. Escape closes. */
(function () {
  "use strict"
  const article = document.querySelector("article")
  if (!article) return
  const site = new URL("../../", document.currentScript.src)
  const ENTRY = /#((?:glossary|person|org|place|event|measure)-[^#]+)$/
  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties)
    element.append(...children)
    return element
  }

  let entries
  function load() {
    return (entries ??= new Promise((done, failed) => {
      const before = globalThis.editionSearch
      globalThis.editionSearch = (name, value) => (name === "entries" ? done(value) : before?.(name, value))
      document.head.append(make("script", { src: new URL("search/entries.js", site).href, onerror: failed }))
    }).catch(error => {
      /* A network that was gone may be there the next time. */
      entries = undefined
      throw error
    }))
  }

  const box = make("div", { className: "gloss", id: "gloss", hidden: true })
  box.setAttribute("role", "tooltip")
  document.body.append(box)
  let link = null
  let timer = 0

  /* A copy of a note without its ids, its way back and its own address. */
  function note(id) {
    const found = document.getElementById(id)
    if (!found) return null
    const copy = found.cloneNode(true)
    copy.querySelectorAll(".number, .permalink, .pb, button").forEach(one => one.remove())
    copy.querySelectorAll("[id]").forEach(one => one.removeAttribute("id"))
    return make("div", { className: "gloss-note" }, ...copy.childNodes)
  }

  async function content(of) {
    if (of.matches("[role=doc-noteref]")) return note(decodeURIComponent(of.hash.slice(1)))
    const [, id] = ENTRY.exec(of.href) || []
    const said = id && (await load())[decodeURIComponent(id)]
    if (!said) return null
    const [name, words, , columns] = said
    const beside = columns ? [" ", make("a", { href: new URL(columns, site).href, textContent: "The works side by side" })] : []
    return make("p", {}, make("b", { textContent: name }), make("span", { textContent: ` ${words}` }), ...beside)
  }

  function place() {
    const at = link.getClientRects()[0]
    if (!at) return close()
    const { width, height } = box.getBoundingClientRect()
    const left = Math.min(Math.max(8, at.left - 12), document.documentElement.clientWidth - width - 8)
    const below = at.bottom + 6
    const top = below + height > innerHeight - 8 && at.top - height - 6 > 60 ? at.top - height - 6 : below
    box.style.left = `${left + scrollX}px`
    box.style.top = `${top + scrollY}px`
  }

  async function open(of) {
    clearTimeout(timer)
    if (link === of) return true
    close()
    link = of
    const inside = await content(of).catch(() => null)
    /* Somebody turned to another word meanwhile. */
    if (link !== of) return true
    if (!inside) {
      link = null
      return false
    }
    box.replaceChildren(inside)
    box.hidden = false
    of.setAttribute("aria-describedby", "gloss")
    place()
    return true
  }

  function close() {
    clearTimeout(timer)
    link?.removeAttribute("aria-describedby")
    link = null
    box.hidden = true
  }

  const glossed = target => {
    const found = target instanceof Element && target.closest("article a[href*='#']")
    return found && (found.matches("[role=doc-noteref]") ? !found.matches(".aside-shown") : ENTRY.test(found.href)) ? found : null
  }

  /* Only a pointer that moves points at a word: one at rest, under which the page scrolls or a panel closes, does not. */
  let over = null
  document.addEventListener("pointermove", event => {
    if (event.pointerType !== "mouse" || event.target === over) return
    over = event.target
    const found = glossed(event.target)
    clearTimeout(timer)
    if (found) timer = setTimeout(open, link ? 80 : 220, found)
    else if (link && !box.contains(event.target)) timer = setTimeout(close, 250)
  })
  document.addEventListener("focusin", event => {
    const found = glossed(event.target)
    if (found?.matches(":focus-visible")) open(found)
    else if (!box.contains(event.target)) close()
  })
  document.addEventListener("keydown", event => { if (event.key === "Escape" && link) close() })

  /* Touch: the first tap shows, the second goes. */
  let touched = false
  document.addEventListener("pointerdown", event => {
    touched = event.pointerType === "touch"
    if (link && !box.contains(event.target) && glossed(event.target) !== link) close()
  })
  document.addEventListener("click", event => {
    const found = touched && glossed(event.target)
    if (!found || link === found) return
    event.preventDefault()
    open(found).then(shown => { if (!shown) location.href = found.href })
  })
  addEventListener("resize", close)
})()
