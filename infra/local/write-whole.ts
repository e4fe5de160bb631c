import { renameSync, writeFileSync } from 'node:fs'

/** Writes a file that its owner alone can read: whole or not at all, whenever the process dies. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  writeFileSync(`${file}.new`, content, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
