// The search dialog of the theme speaks English only, and shows the way to a page in a grey that is too light. On
// Chinese pages its words are replaced where they appear; on all pages that text gets a darker grey, and the list of
// results takes the focus.
(() => {
  const chinese = document.documentElement.lang.startsWith("zh");
  const words = {
    "Search": "搜索",
    "Search results": "搜索结果",
    "Close search": "关闭搜索",
    "Filters": "筛选",
    "Tags": "标签",
    "No results": "没有找到",
    "Loading search…": "正在加载搜索…",
    "Search is unavailable. Reload the page to try again.": "搜索暂不可用，请刷新页面后重试。",
    "Use Up and Down arrow keys to move between tags. Press Space or Enter to toggle a tag.":
      "用上下方向键在标签间移动，按空格键或回车键选中标签。",
  };
  const translated = (text) => {
    const count = text.match(/^([\d,]+) results?$/);
    return count ? `找到 ${count[1]} 处` : words[text];
  };
  const translate = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        if (node.parentNode.closest("li")) continue; // a result, which the pages wrote
        const found = translated(node.data);
        if (found) node.data = found;
        continue;
      }
      for (const name of ["aria-label", "placeholder", "title"]) {
        const found = translated(node.getAttribute(name) ?? "");
        if (found) node.setAttribute(name, found);
      }
    }
  };
  const seen = new WeakSet();
  const colours = new CSSStyleSheet();
  colours.replaceSync("li li { color: rgb(var(--color-foreground) / 0.75) !important; }");
  new MutationObserver(() => {
    for (const host of document.body.children) {
      if (!host.shadowRoot || seen.has(host.shadowRoot)) continue;
      seen.add(host.shadowRoot);
      host.shadowRoot.adoptedStyleSheets.push(colours);
      const mend = () => {
        // The results scroll: the arrow keys need the focus on them.
        for (const box of host.shadowRoot.querySelectorAll("div[tabindex='-1']")) box.tabIndex = 0;
        if (chinese) translate(host.shadowRoot);
      };
      mend();
      new MutationObserver(mend).observe(host.shadowRoot, { childList: true, characterData: true, subtree: true });
    }
  }).observe(document.body, { childList: true, subtree: true });
})();
