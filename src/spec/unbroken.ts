/** A sentence in which no line breaks between a number and its per cent sign. */
export const unbroken = (text: string): string => text.replaceAll(/(\d) %/g, '$1\u00a0%')
