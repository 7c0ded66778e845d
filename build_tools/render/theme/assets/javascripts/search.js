/* Search: reads the index that the build has made and finds passages. Touches no page (search_page.js does), so that it runs under Node
   too. MiniSearch ranks and knows misspelt words; phrases and nearness are looked up in the passages themselves. */
(function (root) {
  "use strict"
  const { fold, terms, parse, width, distance, marked } = root.EditionQuery || require("./query.js")
  const KINDS = ["text", "heading", "note", "editor", "table", "entry", "work", "about", "index"]

  /* Where a work itself says a thing, that is what is looked for; what we say of it (OURS), and lists, come behind. */
  const WEIGHTS = { heading: 1.2, index: 0.4, editor: 0.7 }
  const OURS = 0.5

  /* ---------------------------------------------------------------- the index */
  function front(text) {
    let before = ""
    return text.split("\n").map(row => (before = before.slice(0, parseInt(row[0], 36)) + row.slice(1)))
  }

  function places(row) {
    const found = {}
    let at = 0
    for (const one of row.split(" ")) {
      const [gap, times] = one.split(".")
      at += parseInt(gap, 36)
      found[at] = times ? parseInt(times, 36) : 1
    }
    return found
  }

  /* What stands in where the library is not there: it counts, and knows no misspelt words. It answers what `find` below asks. */
  class Counting {
    constructor(words, rows, lengths, average) {
      Object.assign(this, { words, rows, lengths, average })
    }

    search(query, { filter = () => true } = {}) {
      if (typeof query === "string") return []
      return [...this.scores(query)].filter(([id]) => filter({ id })).map(([id, score]) => ({ id, score }))
    }

    scores(query, prefix = false) {
      if (typeof query === "string") {
        const found = new Map()
        for (let n = lower(this.words, query); n < this.words.length; n++) {
          if (prefix ? !this.words[n].startsWith(query) : this.words[n] !== query) break
          const held = Object.entries(places(this.rows[n]))
          const rare = Math.log(1 + this.lengths.length / held.length)
          for (const [id, times] of held) {
            const weight = rare * times / (times + 0.3 + 0.9 * this.lengths[id] / this.average)
            found.set(+id, (found.get(+id) || 0) + weight)
          }
        }
        return found
      }
      const [first, ...others] = query.queries.map(one => this.scores(one, query.prefix))
      for (const other of others) {
        if (query.combineWith === "AND") for (const id of [...first.keys()]) if (!other.has(id)) first.delete(id)
        for (const [id, score] of other) if (query.combineWith === "OR" || first.has(id)) first.set(id, (first.get(id) || 0) + score)
      }
      return first
    }
  }

  function open(MiniSearch, index) {
    const words = front(index.terms)
    const rows = index.places.split("\n")
    const lengths = index.lengths.split(" ").map(one => parseInt(one, 36))
    if (!MiniSearch) return { mini: new Counting(words, rows, lengths, index.average), words, rows }
    const all = make => Object.fromEntries(lengths.map((length, n) => [n, make(length, n)]))
    const mini = MiniSearch.loadJS({
      documentCount: lengths.length, nextId: lengths.length, documentIds: all((_, n) => n), fieldIds: { text: 0 },
      fieldLength: all(length => [length]), averageFieldLength: [index.average], storedFields: {}, dirtCount: 0,
      index: words.map((word, n) => [word, { 0: places(rows[n]) }]), serializationVersion: 2
    }, { fields: ["text"], tokenize: terms, processTerm: word => word })
    return { mini, words, rows }
  }

  class Library {
    constructor(MiniSearch, texts, index) {
      Object.assign(this, open(MiniSearch, index))
      this.texts = texts
      let page = 0
      this.page = texts.page.map(step => (page += step))
      this.folded = []
      this.own = new Set(texts.works.filter(([, , own]) => own).map(([work]) => work))
      this.same = new Map()
      for (const group of texts.spellings) {
        for (const word of group) this.same.set(word, [...(this.same.get(word) || []), ...group.filter(one => one !== word)])
      }
    }

    /* What is known of a passage. */
    passage(n) {
      const [url, section, work] = this.texts.pages[this.page[n]]
      const label = this.texts.label[n]
      const [, printed] = /(?:^|, )p\. ([^,\s]+)/.exec(label) || []
      return { n, url, section, work, label, printed, kind: KINDS[+this.texts.kind[n]], fragment: this.texts.fragment[n], text: this.texts.text[n] }
    }

    words_of(n) {
      return (this.folded[n] ??= terms(this.texts.text[n]))
    }

    /* Words that begin so, each with the number of passages that have it. */
    beginning(start, most = 500) {
      const from = lower(this.words, start)
      const found = []
      for (let n = from; n < this.words.length && this.words[n].startsWith(start) && found.length < most; n++) {
        found.push([this.words[n], this.rows[n].split(" ").length])
      }
      return found
    }

    knows(word) {
      return this.words[lower(this.words, word)] === word
    }

    /* Words of the texts that are like one that is not there, the likeliest first. */
    like(word) {
      if (word.length < 4) return []
      const near = new Map()
      const most = word.length < 6 ? 1 : 2
      for (const { match, score } of this.mini.search(word, { fuzzy: most, maxFuzzy: most, prefix: false })) {
        for (const one of Object.keys(match)) near.set(one, Math.max(near.get(one) || 0, score))
      }
      const first = one => (one[0] === word[0] ? 1 : 0)
      return [...near.keys()].sort((one, other) =>
        distance(word, one) - distance(word, other) || first(other) - first(one) || near.get(other) - near.get(one)).slice(0, 3)
    }

    /* The ways in which a word of a part may be written. */
    forms(word, { also } = {}) {
      return [word, ...(this.same.get(word) || []), ...(also?.get(word) || [])]
    }

    /* One word as MiniSearch takes it: with its other spellings; `typing` says that more letters may come. */
    asked(word, part, beginning, typing) {
      const exact = { queries: this.forms(word, part), combineWith: "OR" }
      if (beginning) return { queries: [word], prefix: true, combineWith: "OR" }
      return typing ? { queries: [exact, { queries: [word], prefix: true, weights: { prefix: 0.3 } }], combineWith: "OR" } : exact
    }

    /* `scope`: works and kinds (sets of names, empty for all), pages from and to. Answers { hits, words, instead, partly, loose }: the
       question that was answered instead, whether the passages have only some of the words, since none has all, or all but not as was
       asked. */
    find(query, scope = {}, typing = false) {
      const printed = this.on_page(query, scope)
      if (printed) return printed
      const whole = this.look(query, scope, typing, "AND")
      if (whole.hits.length) return whole
      if (/"/.test(query)) {
        const loose = this.look(query.replace(/"(?:~\d+)?|(?<=\S)-(?=\S)/g, " "), scope, typing, "AND")
        return loose.hits.length ? { ...loose, loose: true } : whole
      }
      if (whole.count < 2 || /(^|\s)-/.test(query)) return whole
      return { ...this.look(query, scope, typing, "OR"), partly: true }
    }

    /* All that stands on a printed page, where that is what is asked for: p. 138, or Bettelheim, p. 138. */
    on_page(query, scope) {
      const [, name = "", n] = /^(?:(.*?)[\s,]+)?pp?\.?\s*(\d+)$/i.exec(query.trim()) || []
      if (!n) return null
      const named = work => ` ${terms(work).join(" ")}`.includes(` ${terms(name).join(" ")}`)
      const works = new Set(this.texts.works.filter(([id, said]) => named(id) || named(said)).map(([id]) => id))
      const allowed = this.scoped({ ...scope, from: +n, to: +n })
      const there = ({ id }) => works.has(this.texts.pages[this.page[id]][2]) && allowed(id)
      const hits = this.texts.text.map((_, id) => ({ id, score: 1 })).filter(there)
      return hits.length ? { hits, words: [], instead: null, count: 1 } : null
    }

    look(query, scope, typing, combineWith) {
      const parts = parse(query)
      let wanted = parts.filter(part => !part.no)
      if (!wanted.length) return { hits: [], words: [], instead: null, count: 0 }
      typing = typing && !/[\s"*]$/.test(query)
      const instead = this.corrected(wanted, typing)
      if (instead) wanted = instead.parts
      const last = wanted[wanted.length - 1]
      const queries = wanted.flatMap(part => {
        const words = part.words.map((word, n) =>
          this.asked(word, part, part.open && n === part.words.length - 1, typing && part === last && n === part.words.length - 1))
        return this.knows(part.joined) ? [{ queries: [{ queries: words, combineWith: "AND" }, part.joined], combineWith: "OR" }] : words
      })
      const allowed = this.scoped(scope)
      const found = this.mini.search({ combineWith, queries }, { filter: ({ id }) => allowed(id) })
      const banned = parts.filter(part => part.no)
      const hits = []
      for (const { id, score } of found) {
        const held = this.words_of(id)
        const stands = part => (part.near ? this.near(held, part) : this.runs(held, part, typing && part === last) || held.includes(part.joined))
        if (combineWith === "AND" && wanted.some(part => part.phrase && !stands(part))) continue
        if (banned.some(part => this.runs(held, part, false) || held.includes(part.joined))) continue
        const all = combineWith === "AND" ? 1 : wanted.filter(part => part.words.every(word => held.some(one => this.is(one, word, part)))).length
        const { weight, boost } = this.weight(id, held, wanted)
        hits.push({ id, boost, score: score * all * weight * boost })
      }
      const first = (one, other) => other.score - one.score || one.id - other.id
      hits.sort(first)
      /* One entry of that name stands at the top; the others among the passages. */
      const named = hits.filter(one => one.boost > 1)
      for (const one of named.slice(1)) one.score /= one.boost
      if (named.length > 1) hits.sort(first)
      const marks = wanted.flatMap(part => part.words.flatMap((word, n) => {
        const end = n === part.words.length - 1
        const begins = end && (part.open || (typing && part === last))
        return this.forms(word, part).concat(end && part.joined || []).map(one => ({ word: one, begins: begins && one === word }))
      }))
      return { hits, words: marks, instead: instead && instead.said, count: wanted.length }
    }

    /* Words that nothing has are replaced by the likeliest that the texts have. */
    corrected(wanted, typing) {
      let changed = false
      const parts = wanted.map((part, n) => {
        const halves = part.phrase || part.open || this.knows(part.words[0]) ? null : this.compound(part.words[0])
        changed ||= !!halves
        if (halves) return { ...part, words: halves, phrase: true }
        return { ...part, words: part.words.map((word, place) => {
          const end = place === part.words.length - 1
          if (this.knows(word) || this.same.has(word) || this.knows(part.joined)) return word
          if (((part.open && end) || (typing && n === wanted.length - 1 && end)) && this.beginning(word, 1).length) return word
          const [other] = this.like(word)
          changed ||= !!other
          return other || word
        }) }
      })
      const said = parts.map(part => {
        const words = part.words.join(" ")
        return part.phrase ? `"${words}"${part.near ? `~${part.near}` : ""}` : words + (part.open ? "*" : "")
      })
      return changed ? { parts, said: said.join(" ") } : null
    }

    /* The parts of a word that the texts write with a hyphen, and of a number that they write with commas. */
    compound(word) {
      const groups = /^\d{4,}$/.test(word) ? word.split(/\B(?=(?:\d{3})+$)/) : []
      const written = ({ id }) => this.texts.text[id].includes(groups.join(","))
      if (groups.length && this.mini.search({ combineWith: "AND", queries: groups }).some(written)) return groups
      for (let cut = 2; cut < word.length - 1; cut++) {
        const halves = [word.slice(0, cut), word.slice(cut)]
        if (!halves.every(one => this.knows(one))) continue
        const found = this.mini.search({ combineWith: "AND", queries: halves })
        if (found.some(({ id }) => fold(this.texts.text[id]).includes(halves.join("-")))) return halves
      }
      return null
    }

    scoped({ works, kinds, from, to }) {
      if (from && to && from > to) [from, to] = [to, from]
      if (!works?.size && !kinds?.size && !from && !to) return () => true
      return id => {
        const one = this.passage(id)
        if (works?.size && !works.has(one.work)) return false
        if (kinds?.size && !kinds.has(one.kind)) return false
        return (!from && !to) || (/^\d+$/.test(one.printed || "") && +one.printed >= (from || 0) && +one.printed <= (to || Infinity))
      }
    }

    is(held, word, part, begins = false) {
      return held === word || (begins && held.startsWith(word)) || this.forms(word, part).includes(held)
    }

    /* Whether the words stand one behind another. */
    runs(held, part, typing) {
      const { words, open } = part
      const last = words.length - 1
      for (let at = 0; at + last < held.length; at++) {
        if (words.every((word, n) => this.is(held[at + n], word, part, n === last && (open || typing)))) return true
      }
      return false
    }

    /* Whether all the words stand with at most so many words between the first and the last of them. */
    near(held, part) {
      return width(held, part.words, (one, word) => this.is(one, word, part)) <= part.near + part.words.length
    }

    /* What stands close together is more likely meant; so is a heading, and (`boost`) an entry of that name. */
    weight(id, held, wanted) {
      const words = wanted.flatMap(part => (held.includes(part.joined) ? [part.joined] : part.words))
      const part = { words, also: new Map(wanted.flatMap(({ also }) => [...(also || [])])) }
      const kind = KINDS[+this.texts.kind[id]]
      const work = this.texts.pages[this.page[id]][2]
      const weight = !work || this.own.has(work) ? OURS : WEIGHTS[kind] || 1
      let boost = 1
      if (kind === "entry") {
        /* Of a person what stands before the comma is a name too. */
        const said = this.texts.label[id].replace(/^[^:]*: /, "")
        const name = terms(said)
        const whole = [said, said.replace(/,.*/, "")].some(one => terms(one).length === words.length)
        const open = wanted[wanted.length - 1].open
        const begins = words.every((word, n) => name[n] !== undefined && this.is(name[n], word, part, open && n === words.length - 1))
        boost = !begins ? 1 : whole ? 16 : 6
      }
      if (words.length < 2) return { weight, boost }
      const wide = width(held, words, (one, word) => this.is(one, word, part))
      const near = wide === words.length && this.runs(held, part, false) ? 3 : 1 + Math.max(0, 1 - (wide - words.length) / 20)
      return { weight: weight * near, boost }
    }
  }

  function lower(sorted, word) {
    let from = 0
    let to = sorted.length
    while (from < to) {
      const middle = (from + to) >> 1
      if (before(sorted[middle], word)) from = middle + 1
      else to = middle
    }
    return from
  }

  /* The order of the index is that of code points. */
  function before(one, other) {
    const a = [...one], b = [...other]
    for (let n = 0; n < a.length && n < b.length; n++) if (a[n] !== b[n]) return a[n].codePointAt(0) < b[n].codePointAt(0)
    return a.length < b.length
  }

  const api = { fold, terms, parse, marked, Library, KINDS }
  if (typeof module !== "undefined") module.exports = api
  else root.EditionSearch = api
})(globalThis)
