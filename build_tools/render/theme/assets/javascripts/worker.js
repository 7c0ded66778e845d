/* Search from disk. Browsers start no Web Worker for a page that was opened from file://. The search of the theme asks for no more
   than the Web Worker interface (postMessage, "message" events, importScripts), which this file gives with a hidden frame: the frame
   has a global object of its own, and a script loaded into it may be read from disk. Over http nothing is changed. */
(function () {
  "use strict"
  if (location.protocol !== "file:") return

  class FrameWorker extends EventTarget {
    constructor(url) {
      super()
      this.onmessage = null
      this.onerror = null
      this.waiting = []
      this.ready = false
      this.frame = document.createElement("iframe")
      this.frame.hidden = true
      this.frame.title = "Search"
      document.body.appendChild(this.frame)
      const page = this.frame.contentDocument
      page.open()
      page.write("<!doctype html><title>Search</title>")
      page.close()
      this.inside = this.frame.contentWindow
      this.inside.postMessage = data => this.tell(new MessageEvent("message", { data }))
      this.inside.importScripts = (...urls) =>
        urls.reduce((before, one) => before.then(() => this.load(new URL(one, document.baseURI))), Promise.resolve())
      this.inside.close = () => this.terminate()
      this.load(new URL(url, document.baseURI)).then(
        () => {
          this.ready = true
          this.waiting.splice(0).forEach(data => this.give(data))
        },
        error => this.tell(new ErrorEvent("error", { message: error.message }))
      )
    }

    postMessage(data) {
      if (this.ready) this.give(data)
      else this.waiting.push(data)
    }

    terminate() {
      this.frame.remove()
    }

    /* A message into the frame: not at once, since a worker never answers before the sender has gone on. */
    give(data) {
      setTimeout(() => {
        const event = new MessageEvent("message", { data })
        this.inside.dispatchEvent(event)
        if (typeof this.inside.onmessage === "function") this.inside.onmessage(event)
      })
    }

    /* A message out of the frame. */
    tell(event) {
      this.dispatchEvent(event)
      const listener = this["on" + event.type]
      if (typeof listener === "function") listener.call(this, event)
    }

    load(url) {
      return new Promise((done, failed) => {
        const script = this.frame.contentDocument.createElement("script")
        script.src = url.href
        script.onload = () => done()
        script.onerror = () => failed(new Error("cannot load " + url.href))
        this.frame.contentDocument.head.appendChild(script)
      })
    }
  }

  window.Worker = FrameWorker
  /* By this name the theme's worker recognises that it runs in a frame, and finds its language files by its script element. */
  window.IFrameWorker = FrameWorker
})()
