import type { HttpResult } from './event.ts'

/** A workbook to keep, by the name that it is saved under. */
export const workbookFile = (name: string, content: Buffer): HttpResult => ({
  statusCode: 200,
  headers: {
    'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'content-disposition': `attachment; filename="${name}.xlsx"`,
  },
  body: content.toString('base64'),
  isBase64Encoded: true,
})
