// Before the first picture, so that nothing flashes: the theme chosen on an earlier visit, and
// whether the link has a name or belongs to the page of somebody else. A file of its own, as the
// page's policy allows no script within it, and a classic one, as modules come after the picture.
;(() => {
  const root = document.documentElement
  try {
    const theme = localStorage.getItem('alig-playground.theme')
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme
  } catch {
    // Private windows may refuse; the system's theme it is.
  }
  const link = new URLSearchParams(location.hash.slice(1).replaceAll('&amp;', '&'))
  if (link.get('embed') === '1') root.dataset.opening = 'embed'
  else if (link.get('name')) root.dataset.opening = 'named'
})()
