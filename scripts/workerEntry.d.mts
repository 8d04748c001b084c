import type { Plugin } from 'vite'

export function workerEntryApart(): Plugin
export function workerEntryCheck(): Plugin
