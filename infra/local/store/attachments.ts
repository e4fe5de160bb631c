import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileNamed, nameOfFile } from '../../../functions/adapters/file-names.ts'
import type { KeptFile } from '../../../shared/kernel/file-kind.ts'
import type { Subject } from '../../../shared/kernel/subject.ts'
import type { Attachments } from '../../../shared/ports/attachments.ts'
import { writeWhole } from '../write-whole.ts'

/** In `DATA_DIR/attachments`, a folder for each subject; a backup copies it beside the data. */
export class FolderAttachments implements Attachments {
  readonly #folder: string
  constructor(folder: string) {
    this.#folder = folder
  }

  async put(subject: Subject, file: KeptFile, content: Uint8Array): Promise<void> {
    const folder = this.#folderOf(subject)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const path = join(folder, nameOfFile(file))
    if (!existsSync(path)) writeWhole(path, content)
  }

  async get(subject: Subject, file: Pick<KeptFile, 'sha256' | 'kind'>): Promise<Uint8Array | undefined> {
    const path = join(this.#folderOf(subject), nameOfFile(file))
    return existsSync(path) ? new Uint8Array(readFileSync(path)) : undefined
  }

  async list(subject: Subject): Promise<readonly KeptFile[]> {
    const folder = this.#folderOf(subject)
    const names = existsSync(folder) ? readdirSync(folder) : []
    return names.flatMap((name) => fileNamed(name, statSync(join(folder, name)).size))
  }

  /** A name that came from outside leads nowhere else: of its signs those that mean something to a file system are written out. */
  #folderOf(subject: Subject): string {
    return join(this.#folder, encodeURIComponent(subject).replaceAll('.', '%2E'))
  }
}

/** For a system without a folder: gone with the process. */
export class MemoryAttachments implements Attachments {
  readonly #files = new Map<string, readonly [KeptFile, Uint8Array]>()

  async put(subject: Subject, file: KeptFile, content: Uint8Array): Promise<void> {
    const key = `${subject}/${nameOfFile(file)}`
    if (!this.#files.has(key)) this.#files.set(key, [file, content])
  }

  async get(subject: Subject, file: Pick<KeptFile, 'sha256' | 'kind'>): Promise<Uint8Array | undefined> {
    return this.#files.get(`${subject}/${nameOfFile(file)}`)?.[1]
  }

  async list(subject: Subject): Promise<readonly KeptFile[]> {
    return [...this.#files].filter(([key]) => key.startsWith(`${subject}/`)).map(([, [file]]) => file)
  }
}
