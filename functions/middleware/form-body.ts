import { bodyBytes, bodyForm, isMultipart, typedForm } from './body.ts'
import { HttpError } from './errors.ts'
import type { HttpEvent } from './event.ts'

/** A file of a form, beside its fields. */
export interface SentForm {
  readonly form: URLSearchParams
  readonly file?: Uint8Array
}

/** A form as a page sends it, with one file or none. Throws HttpError 400 for a body that is no such form. */
export const bodySent = async (event: Pick<HttpEvent, 'body' | 'isBase64Encoded' | 'headers'>): Promise<SentForm> => {
  const type = event.headers['content-type']
  if (type === undefined || !isMultipart(type)) return { form: bodyForm(event) }
  try {
    const sent = await new Response(new Uint8Array(bodyBytes(event)), { headers: { 'content-type': type } }).formData()
    const fields = [...sent].filter((field): field is [string, string] => typeof field[1] === 'string')
    const file = sent.get('file')
    const given = file === null || typeof file === 'string' || file.size === 0 ? undefined : await file.arrayBuffer()
    return { form: typedForm(fields), ...(given && { file: new Uint8Array(given) }) }
  } catch (cause) {
    throw new HttpError(400, 'badRequest', { zh: '表单无法读取。', en: 'The form cannot be read.' }, { cause })
  }
}
