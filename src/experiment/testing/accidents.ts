/** What happens to links on their way through mails, chats and other pages. */

const everySecond = (link: string, insert: string) =>
  link.replace(/[&,]/g, (sign, at: number) => (at % 2 ? sign + insert : sign))
export const wrapped = (link: string, width: number, end: string) =>
  link.replace(new RegExp(`.{${width}}(?=.)`, 'g'), `$&${end}`)
const mailed = (link: string) => link.replaceAll('=', '=3D')

export const ACCIDENTS: Readonly<Record<string, (link: string) => string>> = {
  'ampersands of HTML': (link) => link.replaceAll('&', '&amp;'),
  'ampersands of HTML, twice': (link) => link.replaceAll('&', '&amp;amp;'),
  'numbered ampersands of HTML': (link) => link.replaceAll('&', '&#38;'),
  'a full stop': (link) => `${link}.`,
  'a comma': (link) => `${link},`,
  'a semicolon': (link) => `${link};`,
  'a question mark': (link) => `${link}?`,
  'an exclamation mark': (link) => `${link}!`,
  'a quote': (link) => `${link}"`,
  'a quote of HTML': (link) => `${link}&quot;`,
  'a typographic quote': (link) => `${link}”`,
  'an apostrophe': (link) => `${link}'`,
  'a bracket': (link) => `${link})`,
  'a bracket and a full stop': (link) => `${link}).`,
  'a square bracket': (link) => `${link}]`,
  'an angle bracket': (link) => `${link}>`,
  'angle brackets around it': (link) => `<${link}>`,
  'quotes around it': (link) => `"${link}"`,
  'typographic quotes around it': (link) => `“${link}”`,
  'marks of Markdown': (link) => `${link}**`,
  'a space': (link) => `${link} `,
  'a no-break space': (link) => `${link}\u00a0`,
  'a zero-width space': (link) => `${link}\u200b`,
  'a mark of direction': (link) => `\u200e${link}\u200e`,
  'zero-width spaces within': (link) => everySecond(link, '\u200b'),
  'a line break': (link) => `${link}\n`,
  'line breaks within': (link) => wrapped(link, 37, '\n'),
  'line breaks within, as Windows has them': (link) => wrapped(link, 37, '\r\n'),
  'the encoding of mails': mailed,
  'the encoding of mails, in lines': (link) =>
    mailed(link).replace(/(?:=3D|[^=]){36}(?=.)/g, '$&=\r\n'),
  'percent-encoding': encodeURIComponent,
  'percent-encoding, with the #': (link) => encodeURIComponent(`#${link}`),
  'percent-encoding, twice': (link) => encodeURIComponent(encodeURIComponent(link)),
  'percent-encoding of ampersands': (link) => link.replaceAll('&', '%26'),
  'percent-encoding of commas and colons': (link) =>
    link.replaceAll(',', '%2C').replaceAll(':', '%3a'),
  // Not of a title alone: it may be spelt so.
  'percent-encoding of each value': (link) =>
    link.replace(/(?<!&name)=([^&]*)/g, (_, value: string) => `=${encodeURIComponent(value)}`),
  'a parameter of another site': (link) => `${link}&fbclid=IwAR0abc_DEF-123`,
  'a query of another site': (link) => `${link}?utm_source=newsletter&utm_medium=email`,
  'an address before it': (link) => `https://example.org/playground/#${link}`,
  'a question mark before it': (link) => `?${link}`,
  'a slash before it': (link) => `/${link}`,
  'minus signs of typesetting': (link) => link.replaceAll('e-', 'e−'),
}

/** As a browser hands it to the page: some characters percent-encoded, line breaks gone. */
export const fromBrowser = (text: string) => new URL(`https://example.org/#${text}`).hash
