import { parentPort, workerData } from 'node:worker_threads'
import readXlsx from 'read-excel-file/universal'

// The thread of `openWorkbook`. It unpacks by the workbook's own directory, whose sizes have been looked at.

const { bytes, mostRows, mostColumns } = workerData
const sheets = await readXlsx(bytes)
// Of what is too large no more is handed over than shows that it is.
parentPort?.postMessage(
  sheets.map(({ sheet, data }) => ({
    sheet,
    data: data.slice(0, mostRows + 1).map((row) => row.slice(0, mostColumns + 1)),
  })),
)
