import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { attachmentsBeside, backUp, restore } from '../../infra/local/backup.ts'
import { createHost } from '../../infra/local/host.ts'
import { at } from '../support/play.ts'

const SILENT = { info: () => {}, warn: () => {}, error: () => {} }
const NOW = at('11-20 02:13')
const PHOTO = new Uint8Array([0xff, 0xd8, 0xff, 0xd9])
const FILE = { sha256: 'ab'.repeat(32), kind: 'jpeg', bytes: PHOTO.length } as const

it('photos and papers go with a backup, stay private, and are there when it is put in place', async () => {
  const root = mkdtempSync(join(tmpdir(), 'chengnuo-files-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const open = (folder: string) =>
    createHost({ folder, publicUrl: 'http://127.0.0.1:8787', frozenAt: NOW, log: SILENT })
  const host = open(join(root, 'data'))
  await host.start()
  await host.deps.attachments.put('repair/261120-0001', FILE, PHOTO)
  const backup = join(root, 'night.db')
  await backUp(join(root, 'data'), backup)
  // The next one in the folder shares what it has already, and has what came since.
  const next = join(root, 'next-night.db')
  await host.deps.attachments.put('repair/261120-0002', FILE, PHOTO)
  await backUp(join(root, 'data'), next)
  await host.stop()
  expect(existsSync(attachmentsBeside(backup))).toBe(true)
  const inodes = (of: string) =>
    readdirSync(attachmentsBeside(of), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath, entry.name)).ino)
  expect([inodes(backup).length, inodes(next).length]).toEqual([1, 2])
  expect(inodes(next)).toContain(inodes(backup)[0])
  rmSync(attachmentsBeside(backup), { recursive: true })
  expect(existsSync(attachmentsBeside(next))).toBe(true)

  restore(join(root, 'elsewhere'), next, NOW)
  const restored = open(join(root, 'elsewhere'))
  await restored.start()
  expect(await restored.deps.attachments.get('repair/261120-0001', FILE)).toEqual(PHOTO)
  for (const folder of ['data/attachments', 'elsewhere/attachments'])
    expect(statSync(join(root, folder)).mode & 0o077, folder).toBe(0)
  // Again: the data folder is ours to close, with what is in it.
  await restored.stop()
  const again = open(join(root, 'elsewhere'))
  expect(await again.deps.attachments.list('repair/261120-0001')).toEqual([FILE])
  await again.stop()
})
