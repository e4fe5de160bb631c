import { describe, expect, it } from 'vitest'
import { bodyForm, bodyJson } from '../../../functions/middleware/body.ts'
import { bodySent } from '../../../functions/middleware/form-body.ts'

const ODD = 'a\u0000b\u0085\u202ec\u2066\ud83d\n\td😀'
const TYPED = 'abc\ufffd\n\td😀'

describe('what a body says', () => {
  it('of JSON is what people can type, however deep it stands', () => {
    const body = JSON.stringify({ text: ODD, list: [{ note: ODD }], number: 1, nothing: null })
    expect(bodyJson({ body, isBase64Encoded: false })).toEqual({
      text: TYPED,
      list: [{ note: TYPED }],
      number: 1,
      nothing: null,
    })
  })

  it('of a form is the same, with a file beside it or without', async () => {
    const body = new URLSearchParams({ text: 'a\u0000b\n\tc' }).toString()
    expect(bodyForm({ body, isBase64Encoded: false }).get('text')).toBe('ab\n\tc')
    const form = new FormData()
    form.set('text', 'a\u0000b')
    form.set('file', new Blob([new Uint8Array([0, 1, 2])]))
    const sent = new Response(form)
    const type = sent.headers.get('content-type') ?? ''
    const bytes = Buffer.from(await sent.arrayBuffer())
    const read = await bodySent({
      body: bytes.toString('base64'),
      isBase64Encoded: true,
      headers: { 'content-type': type },
    })
    expect(read.form.get('text')).toBe('ab')
    // A file is bytes, and stays as it is.
    expect([...(read.file ?? [])]).toEqual([0, 1, 2])
  })
})
