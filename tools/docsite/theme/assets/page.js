// What the theme leaves out for people who use a keyboard or a screen reader.
(() => {
  const mend = () => {
    // The bar with the button that copies a block is no place to navigate to.
    for (const bar of document.querySelectorAll("nav.md-code__nav")) bar.setAttribute("role", "none");
    // A table or a block of code that is wider than its place scrolls: the arrow keys need the focus on it.
    for (const box of document.querySelectorAll(".md-typeset table, .md-typeset pre > code, .md-typeset__scrollwrap")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else if (box.tabIndex === 0) box.removeAttribute("tabindex");
    }
  };
  addEventListener("DOMContentLoaded", mend);
  addEventListener("resize", mend);
  new MutationObserver(mend).observe(document.documentElement, { childList: true, subtree: true });
})();
