// The search runs in a worker, and browsers start no worker from a file of a folder (file:). There a hidden frame
// takes its place: it has the same messages, and it may load scripts from the folder.
(() => {
  if (location.protocol !== "file:") return;
  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      this.waiting = [];
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      this.frame.title = "search";
      document.documentElement.appendChild(this.frame);
      const inside = this.frame.contentWindow;
      const tell = (data) => {
        const event = new MessageEvent("message", { data });
        this.dispatchEvent(event);
        if (this.onmessage) this.onmessage(event);
      };
      inside.postMessage = (data) => setTimeout(tell, 0, structuredClone(data)); // copied, as between threads
      inside.importScripts = () => {};
      const script = inside.document.createElement("script");
      script.onload = () => {
        this.loaded = true;
        for (const data of this.waiting.splice(0)) this.postMessage(data);
      };
      script.src = address;
      inside.document.body.appendChild(script);
    }
    postMessage(data) {
      if (!this.loaded) return void this.waiting.push(data);
      const inside = this.frame.contentWindow;
      const event = new inside.MessageEvent("message", { data: structuredClone(data) });
      setTimeout(() => inside.dispatchEvent(event));
    }
    terminate() {
      this.frame.remove();
    }
  };
})();
