import qrcode from 'qrcode-generator'

/** Room around the code, in modules: less than four and some phones do not find it. */
const QUIET = 4

/** Read also where a fifth of it is scratched off. */
export function Qr({ text }: { text: string }) {
  const code = qrcode(0, 'Q')
  code.addData(text)
  code.make()
  const count = code.getModuleCount()
  const side = Array.from({ length: count }, (_, index) => index)
  const dark = side.flatMap((row) =>
    side.filter((column) => code.isDark(row, column)).map((column) => `M${column + QUIET} ${row + QUIET}h1v1h-1z`),
  )
  const size = count + 2 * QUIET
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={text} shapeRendering="crispEdges">
      <path className="light" d={`M0 0h${size}v${size}H0z`} />
      <path className="dark" d={dark.join('')} />
    </svg>
  )
}
