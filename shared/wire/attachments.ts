import * as z from 'zod'
import { FILE_KINDS } from '../kernel/file-kind.ts'
import { actor } from './actor.ts'
import { instant } from './problem.ts'

const sha256 = z.string().meta({ description: 'Of its bytes, hex: by this it is asked for' })
const seq = z.int().min(0).meta({ description: 'Of the event that records it' })

export const attachmentSchema = z
  .strictObject({
    sha256,
    kind: z.enum(FILE_KINDS),
    bytes: z.int().min(0),
    at: instant,
    seq,
    by: actor,
    note: z.string().exactOptional(),
    isSignature: z.literal(true).exactOptional(),
  })
  .meta({ id: 'Attachment' })

export const signatureSchema = z
  .strictObject({ signer: z.string(), at: instant, seq, sha256: sha256.exactOptional() })
  .meta({
    id: 'Signature',
    description: "The customer's, on the engineer's phone; without a file their name was typed",
  })

/** The body of `POST /api/repairs/{id}/attachments`: the fields of the action, and its file. */
export const attachmentFormSchema = z.looseObject({
  action: z.enum(['attach', 'sign']),
  id: z.string().optional(),
  note: z.string().optional(),
  signer: z.string().optional(),
  file: z.string().meta({ format: 'binary', description: 'JPEG, PNG, WebP or PDF, at most 4 MB' }),
})
