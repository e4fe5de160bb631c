import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { MOST_ATTACHMENTS } from '../../../shared/repair/features/attached/rules.ts'
import { jpeg, page, pdf } from '../../support/files/pictures.ts'
import { takenAtNight, type World } from '../../support/world.ts'

/** A page's form with its file, whatever name it is given. */
function form(fields: Readonly<Record<string, string>>, file?: Uint8Array, name = 'IMG_0117.jpg'): FormData {
  const sent = new FormData()
  for (const [field, value] of Object.entries(fields)) sent.set(field, value)
  if (file) sent.set('file', new File([new Uint8Array(file)], name, { type: 'image/jpeg' }))
  return sent
}

async function night() {
  const { world, ...taken } = await takenAtNight()
  const send = (link: string, fields: Readonly<Record<string, string>>, file?: Uint8Array, name?: string) =>
    world.fetch(link, { method: 'POST', body: form(fields, file, name) })
  return { world, ...taken, send }
}
const open = (world: World, path: string, headers = {}) => fetch(`${world.url}${path}`, { headers })

it('a photo of the engineer stands beside the repair, without where it was taken, for whoever may read the repair', async () => {
  const { world, id, engineer, customer, send } = await night()
  expect((await send(engineer, { action: 'attach', note: '铭牌' }, jpeg())).status).toBe(303)
  const repair = await world.repair(id)
  const [file] = repair.attachments
  expect(file).toMatchObject({ kind: 'jpeg', note: '铭牌', by: { kind: 'engineer', id: 'wang-qiang' } })
  expect(repair.timeline.at(-1)).toMatchObject({ type: 'attached', file: { sha256: file.sha256 } })

  for (const link of [engineer, customer]) {
    const shown = await open(world, `${link}/files/${file.sha256}`)
    const bytes = new Uint8Array(await shown.arrayBuffer())
    // What is on record is what is given out.
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256)
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/Exif|GPS/)
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
      'content-disposition': expect.stringMatching(/^inline; filename="261120-0001-[0-9a-f]{12}\.jpg"$/),
      'cache-control': 'no-store',
    })
    expect((await world.fetch(link)).text).toContain(`/files/${file.sha256}`)
  }
  expect((await world.api(`/api/repairs/${id}/report`)).text).toContain(`SHA-256 ${file.sha256}`)
  expect((await world.api(`/api/repairs/${id}/attachments/${file.sha256}`)).status).toBe(200)
})

it('sent twice it is one, and another from the same page is another', async () => {
  const { world, id, engineer, customer, send } = await night()
  const photo = jpeg()
  await Promise.all([send(engineer, { action: 'attach' }, photo), send(engineer, { action: 'attach' }, photo)])
  await send(customer, { action: 'attach' }, photo)
  await send(engineer, { action: 'attach' }, jpeg({ orientation: 6 }))
  const { attachments, timeline } = await world.repair(id)
  expect(attachments).toHaveLength(2)
  expect(timeline.filter(({ type }: { type: string }) => type === 'attached')).toHaveLength(2)
})

it('the dishonest: a page called .jpg, a file of another repair, one that nobody recorded', async () => {
  const { world, id, engineer, customer, send } = await night()
  const refused = await send(engineer, { action: 'attach' }, page(), 'photo.jpg')
  expect(refused.status).toBe(400)
  expect(refused.text).toContain('只收 JPEG、PNG、WebP')
  expect((await send(customer, { action: 'attach' }, pdf(), 'photo.jpg')).status).toBe(400)
  // No file, or its digest alone: nothing is recorded that is not there.
  expect((await send(engineer, { action: 'attach' })).status).toBe(400)
  expect((await world.act(id, { type: 'attach' })).status).toBe(400)
  expect(await world.act(id, { type: 'attach', file: 'ab'.repeat(32) } as never)).toMatchObject({ status: 400 })
  expect((await world.repair(id)).attachments).toBeUndefined()

  await send(engineer, { action: 'attach' }, jpeg())
  const [{ sha256 }] = (await world.repair(id)).attachments
  const other = await world.report({ caller: '+8613800138004', serial: 'PRJ-2025-1101' })
  const theirs = world.mail('报修已受理', 'tang.yu@jiangnan.example.com').link
  world.messages()
  for (const path of [
    `${theirs}/files/${sha256}`,
    `${engineer}/files/..%2f${sha256}`,
    `${engineer}/files/${'0'.repeat(64)}`,
  ])
    expect((await open(world, path)).status).toBe(404)
  expect((await world.api(`/api/repairs/${other}/attachments/${sha256}`)).status).toBe(404)
  expect((await world.api(`/api/repairs/${id}/attachments/${sha256}`, undefined, 'engineer/ma-jun')).status).toBe(403)
  expect((await world.api(`/api/repairs/${id}/attachments/${sha256}`, undefined, 'viewer')).status).toBe(403)
  expect((await open(world, `/api/repairs/${id}/attachments/${sha256}`)).status).toBe(401)
})

it('a repair has room for so many; a body that is larger than any file is refused before it is read', async () => {
  const { world, id, engineer, send } = await night()
  for (let n = 0; n <= MOST_ATTACHMENTS; n++) {
    const photo = new Uint8Array([...jpeg()])
    // Another picture: of the scan one byte.
    photo[photo.length - 3] = n + 1
    const { status, text } = await send(engineer, { action: 'attach' }, photo)
    expect(status, `photo ${n + 1}`).toBe(n < MOST_ATTACHMENTS ? 303 : 400)
    if (status === 400) expect(text).toContain(`已有 ${MOST_ATTACHMENTS} 个附件`)
  }
  expect((await world.repair(id)).attachments).toHaveLength(MOST_ATTACHMENTS)
  expect((await send(engineer, { action: 'attach' }, new Uint8Array(4_400_000))).status).toBe(413)
  // A form without a file is as bounded as ever.
  expect((await world.tap(engineer, 'note', { text: 'x'.repeat(300_000) })).status).toBe(413)
})

it('staff add papers, and a customer signs on the phone or by name', async () => {
  const { world, id, engineer, send } = await night()
  const upload = async (fields: Readonly<Record<string, string>>, file: Uint8Array) => {
    const { json } = await world.fetch('/local/login', { method: 'POST', body: '{"role":"dispatcher"}' })
    return world.fetch(`/api/repairs/${id}/attachments`, {
      method: 'POST',
      headers: { authorization: `Bearer ${json.token}` },
      body: form(fields, file),
    })
  }
  expect((await upload({ action: 'attach', note: '送修单' }, pdf())).json.attachments).toMatchObject([{ kind: 'pdf' }])
  expect((await upload({ action: 'withdraw', reason: 'x' }, pdf())).status).toBe(400)

  await world.tap(engineer, 'respond')
  await world.tap(engineer, 'goOnSite')
  await world.tap(engineer, 'arrive')
  world.messages()
  expect((await send(engineer, { action: 'sign', id: 'a', signer: '何平' })).status).toBe(303)
  expect((await world.repair(id)).signature).toMatchObject({ signer: '何平' })
  expect((await send(engineer, { action: 'sign', id: 'b', signer: '何平' }, jpeg())).status).toBe(303)
  expect(await world.repair(id)).toMatchObject({
    attachments: [{ kind: 'pdf' }, { kind: 'jpeg', isSignature: true }],
    signature: { signer: '何平', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  })
  expect((await world.api(`/api/repairs/${id}/report?lang=zh-CN`)).text).toMatch(/客户签字<\/th><td>何平/)
})
