import type { Plugin } from 'vite'

export function linkPreview(site?: string): Plugin
