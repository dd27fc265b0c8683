// Code and tables that are wider than the screen scroll by themselves: the keyboard must reach them too.
for (const wide of document.querySelectorAll(".rich :is(pre, table)")) {
  if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
}
