import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { SettingError } from '../../../shared/kernel/errors.ts'
import type { Thing } from './things.ts'

// A folder holds an installation: its things as JSON, one a line, behind them how many there are and the digest of their lines; and
// beside it photos and papers, and the secrets where there is a file of them.

export const fileIn = (folder: string): string => join(folder, 'installation.jsonl.gz')
export const attachmentsIn = (folder: string): string => join(folder, 'attachments')
export const secretsIn = (folder: string): string => join(folder, 'secrets.json')

/** What a file must end with to be whole. */
export interface Seal {
  readonly things: number
  readonly sha256: string
}

/** Written under another name until it is whole, readable by its owner alone. */
export async function writeThings(folder: string, things: AsyncIterable<Thing>): Promise<Seal> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = fileIn(folder)
  if (existsSync(file))
    throw new SettingError({
      zh: `${file} 已经存在：换一个文件夹`,
      en: `${file} is there already: choose another folder`,
    })
  const [hash, seal] = [createHash('sha256'), { things: 0, sha256: '' }]
  async function* lines() {
    for await (const thing of things) {
      const line = `${JSON.stringify(thing)}\n`
      hash.update(line)
      seal.things += 1
      yield line
    }
    seal.sha256 = hash.digest('hex')
    yield `${JSON.stringify(seal)}\n`
  }
  await pipeline(Readable.from(lines()), createGzip(), createWriteStream(`${file}.new`, { mode: 0o600 }))
  renameSync(`${file}.new`, file)
  return seal
}

/** Looks through all of it before anything is put anywhere. @throws SettingError for one that is not whole */
export async function sealOf(folder: string): Promise<Seal> {
  const file = fileIn(folder)
  if (!existsSync(file)) throw new SettingError({ zh: `找不到 ${file}`, en: `there is no ${file}` })
  const hash = createHash('sha256')
  let things = 0
  let last: string | undefined
  try {
    for await (const line of linesIn(file)) {
      if (last !== undefined) {
        hash.update(`${last}\n`)
        things += 1
      }
      last = line
    }
    const seal = JSON.parse(last ?? '') as Seal
    if (seal.things === things && seal.sha256 === hash.digest('hex')) return seal
  } catch (cause) {
    throw notWhole(file, cause)
  }
  throw notWhole(file)
}

const notWhole = (file: string, cause?: unknown): SettingError =>
  new SettingError(
    {
      zh: `${file} 不完整，或被改过：重新导出，或再复制一次`,
      en: `${file} is not whole, or was changed: export it again, or copy it once more`,
    },
    { cause },
  )

export async function* thingsInFile(folder: string): AsyncGenerator<Thing> {
  for await (const line of linesIn(fileIn(folder))) {
    const said = JSON.parse(line) as Thing | Seal
    if ('of' in said) yield said
  }
}

async function* linesIn(file: string): AsyncGenerator<string> {
  let rest = ''
  for await (const part of createReadStream(file).pipe(createGunzip()).setEncoding('utf8')) {
    const lines = `${rest}${part}`.split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
}
