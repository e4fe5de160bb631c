import { GetObjectCommand, ListObjectsV2Command, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { type KeptFile, MEDIA_TYPES } from '../../../shared/kernel/file-kind.ts'
import type { Subject } from '../../../shared/kernel/subject.ts'
import type { Attachments } from '../../../shared/ports/attachments.ts'
import { fileNamed, nameOfFile } from '../file-names.ts'

/** In a bucket, under the subject's name; S3 checks the digest of what it is given. */
export class S3Attachments implements Attachments {
  readonly #client: S3Client
  readonly #bucket: string
  constructor(client: S3Client, bucket: string) {
    this.#client = client
    this.#bucket = bucket
  }

  async put(subject: Subject, file: KeptFile, content: Uint8Array): Promise<void> {
    await this.#client.send(
      new PutObjectCommand({
        Bucket: this.#bucket,
        Key: keyOf(subject, file),
        Body: content,
        ContentType: MEDIA_TYPES[file.kind],
        ChecksumSHA256: Buffer.from(file.sha256, 'hex').toString('base64'),
      }),
    )
  }

  async get(subject: Subject, file: Pick<KeptFile, 'sha256' | 'kind'>): Promise<Uint8Array | undefined> {
    try {
      const { Body } = await this.#client.send(
        new GetObjectCommand({ Bucket: this.#bucket, Key: keyOf(subject, file) }),
      )
      return await Body?.transformToByteArray()
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined
      throw error
    }
  }

  /** A subject has far fewer than the thousand of one answer. */
  async list(subject: Subject): Promise<readonly KeptFile[]> {
    const { Contents = [] } = await this.#client.send(
      new ListObjectsV2Command({ Bucket: this.#bucket, Prefix: `${subject}/` }),
    )
    return Contents.flatMap(({ Key = '', Size = 0 }) => fileNamed(Key.slice(subject.length + 1), Size))
  }
}

const keyOf = (subject: Subject, file: Pick<KeptFile, 'sha256' | 'kind'>): string => `${subject}/${nameOfFile(file)}`
