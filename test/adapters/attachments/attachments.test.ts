import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GetObjectCommand, ListObjectsV2Command, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, it, onTestFinished } from 'vitest'
import { S3Attachments } from '../../../functions/adapters/s3/attachments.ts'
import { FolderAttachments, MemoryAttachments } from '../../../infra/local/store/attachments.ts'
import type { KeptFile } from '../../../shared/kernel/file-kind.ts'
import type { Attachments } from '../../../shared/ports/attachments.ts'

const PHOTO = new Uint8Array([0xff, 0xd8, 0xff, 0xd9, 7])
const fileOf = (content: Uint8Array): KeptFile => ({
  sha256: createHash('sha256').update(content).digest('hex'),
  kind: 'jpeg',
  bytes: content.length,
})

const place = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'chengnuo-files-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

/** A bucket that keeps what it is given, and checks the digest as S3 does. */
function bucket(): S3Client {
  const objects = new Map<string, Uint8Array>()
  const s3 = mockClient(S3Client)
  s3.on(PutObjectCommand).callsFake(({ Key, Body, ChecksumSHA256 }) => {
    const digest = createHash('sha256').update(Body).digest('base64')
    if (digest !== ChecksumSHA256) throw new Error('BadDigest')
    objects.set(Key, Body)
    return {}
  })
  s3.on(GetObjectCommand).callsFake(({ Key }) => {
    const content = objects.get(Key)
    if (!content) throw new NoSuchKey({ $metadata: {}, message: 'none' })
    return { Body: { transformToByteArray: async () => content } as never }
  })
  s3.on(ListObjectsV2Command).callsFake(({ Prefix }) => ({
    Contents: [...objects].flatMap(([Key, content]) => (Key.startsWith(Prefix) ? [{ Key, Size: content.length }] : [])),
  }))
  return new S3Client({ region: 'cn-north-1', credentials: { accessKeyId: 'x', secretAccessKey: 'x' } })
}

describe.each<readonly [string, () => Attachments]>([
  ['a folder', () => new FolderAttachments(join(place(), 'attachments'))],
  ['memory', () => new MemoryAttachments()],
  ['S3', () => new S3Attachments(bucket(), 'files')],
])('attachments in %s', (_, open) => {
  it('gives back what was put, under its subject alone', async () => {
    const attachments = open()
    const file = fileOf(PHOTO)
    await attachments.put('repair/261120-0001', file, PHOTO)
    expect(await attachments.get('repair/261120-0001', file)).toEqual(PHOTO)
    expect(await attachments.list('repair/261120-0001')).toEqual([file])
    expect(await attachments.get('repair/261120-0002', file)).toBeUndefined()
    expect(await attachments.list('repair/261120-0002')).toEqual([])
    // A number that begins like another is another.
    expect(await attachments.list('repair/261120-000')).toEqual([])
  })

  it('keeps a file once, however often it is put', async () => {
    const attachments = open()
    const file = fileOf(PHOTO)
    for (let n = 0; n < 3; n++) await attachments.put('repair/261120-0001', file, PHOTO)
    expect(await attachments.list('repair/261120-0001')).toEqual([file])
  })

  it('takes no name but a digest', async () => {
    const attachments = open()
    const forged = { sha256: '../../../etc/passwd', kind: 'jpeg', bytes: 1 } as const
    await expect(attachments.put('repair/261120-0001', forged, PHOTO)).rejects.toThrow('named by its digest')
    await expect(attachments.get('repair/261120-0001', forged)).rejects.toThrow('named by its digest')
  })
})

it('a subject with dots and slashes in its name stays in the folder, which its owner alone can read', async () => {
  const root = place()
  const folder = join(root, 'attachments')
  const attachments = new FolderAttachments(folder)
  await attachments.put('repair/../../out', fileOf(PHOTO), PHOTO)
  expect(readdirSync(root)).toEqual(['attachments'])
  const [name = ''] = readdirSync(folder)
  expect(name).not.toMatch(/^\.|\//)
  expect(statSync(join(folder, name)).mode & 0o077).toBe(0)
  const [file = ''] = readdirSync(join(folder, name))
  expect(statSync(join(folder, name, file)).mode & 0o077).toBe(0)
})
