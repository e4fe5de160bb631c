import { send } from './api.ts'
import { language } from './memory.ts'

/** Asks for a file, and gives it to the browser to keep: the name under which. Throws ApiError for whatever is not a success. */
export async function download(address: string, body: object, fallback: string): Promise<string> {
  const response = await send('POST', `${address}?lang=${language()}`, body)
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? fallback
  const file = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = file
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(file), FETCHED_WITHIN_MS)
  return name
}

const FETCHED_WITHIN_MS = 60_000
