import { FILE_KINDS, isSha256, type KeptFile } from '../../shared/kernel/file-kind.ts'

// A kept file is called by its digest and what it is: `<sha256>.jpeg`. No name that anybody gave it ever is part of a path.

export const nameOfFile = ({ sha256, kind }: Pick<KeptFile, 'sha256' | 'kind'>): string => {
  if (!isSha256(sha256)) throw new Error('A file is named by its digest')
  return `${sha256}.${kind}`
}

/** Nothing for a name that is none of ours. */
export const fileNamed = (name: string, bytes: number): readonly KeptFile[] => {
  const [sha256 = '', ending] = name.split('.')
  const kind = FILE_KINDS.find((known) => known === ending)
  return kind && isSha256(sha256) && name === `${sha256}.${kind}` ? [{ sha256, kind, bytes }] : []
}
