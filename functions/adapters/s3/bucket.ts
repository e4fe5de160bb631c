import { S3Client } from '@aws-sdk/client-s3'
import { clientOptions } from '../client-options.ts'
import { S3Attachments } from './attachments.ts'

let client: S3Client | undefined

/** One client for all that a function does. */
export const attachmentsInBucket = (bucket: string): S3Attachments => {
  client ??= new S3Client(clientOptions(5000, 2))
  return new S3Attachments(client, bucket)
}
