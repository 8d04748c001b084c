import type { Plugin, Rolldown } from 'vite'

export function openingLast(): Plugin
export function pieceChunks(): Rolldown.CodeSplittingGroup
export function piecesAhead(): Plugin
