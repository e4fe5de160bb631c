import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, expect, it } from 'vitest'
import { trimmedData } from '../../../infra/aws/trimmed-data.ts'
import { normalisePhone as whole } from '../../../shared/directory/phone.ts'

const folder = mkdtempSync(join(tmpdir(), 'chengnuo-phone-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('what a bundle leaves out of the library of phone numbers is never missed, neither by numbers nor by what is none', async () => {
  const outfile = join(folder, 'phone.mjs')
  const stdin = {
    contents: "export * from './shared/directory/phone.ts'",
    resolveDir: join(import.meta.dirname, '../../..'),
  }
  const mainFields = ['module', 'main']
  await build({ stdin, outfile, bundle: true, format: 'esm', platform: 'node', mainFields, plugins: [trimmedData] })
  const { normalisePhone: trimmed }: { normalisePhone: typeof whole } = await import(outfile)
  const numbers = [
    '010-6512 3456',
    '400-800-1300',
    '13800138001',
    '+86 138 0013 8001',
    '+852 2345 6789',
    '+4915112345678',
  ]
  const none = [
    '',
    'x',
    '12',
    '+999',
    'anonymous',
    '1'.repeat(300),
    '123456789012345678',
    ';phone-context=ab',
    'tel:+86-1',
  ]
  for (const raw of [...numbers, ...none]) expect([raw, trimmed(raw)]).toEqual([raw, whole(raw)])
})
