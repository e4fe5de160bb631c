import { blobOf } from './photo.ts'
import { words } from './words.ts'

/** Where a finger signs. */
export interface Pad {
  /** Undefined: nothing is drawn, and the name in the field stands alone. */
  readonly signed: () => Promise<Blob | undefined>
  /** Something has to be drawn and is not: that is said beside it. */
  readonly isMissing: () => boolean
}

const WIDTH = 600
const HEIGHT = 240

/** Black on white whatever the page's colours: it is printed. */
export function padIn(form: HTMLFormElement): Pad {
  const isRequired = form.dataset.signed === 'drawn'
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH
  canvas.height = HEIGHT
  canvas.className = 'pad'
  canvas.setAttribute('aria-label', words.signHere)
  const pen = canvas.getContext('2d')
  let [isDown, isSigned] = [false, false]
  const empty = () => {
    isSigned = false
    if (!pen) return
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, WIDTH, HEIGHT)
    pen.lineWidth = 4
    pen.lineCap = pen.lineJoin = 'round'
    pen.strokeStyle = '#000'
  }
  const at = ({ offsetX, offsetY }: PointerEvent): [number, number] => [
    (offsetX * WIDTH) / canvas.clientWidth,
    (offsetY * HEIGHT) / canvas.clientHeight,
  ]
  canvas.addEventListener('pointerdown', (event) => {
    isDown = true
    canvas.setPointerCapture(event.pointerId)
    pen?.beginPath()
    pen?.moveTo(...at(event))
  })
  canvas.addEventListener('pointermove', (event) => {
    if (!isDown) return
    isSigned = true
    pen?.lineTo(...at(event))
    pen?.stroke()
  })
  const lift = () => {
    isDown = false
  }
  for (const end of ['pointerup', 'pointercancel']) canvas.addEventListener(end, lift)
  const again = document.createElement('button')
  again.type = 'button'
  again.className = 'quiet'
  again.textContent = words.clear
  again.addEventListener('click', empty)
  const hint = document.createElement('p')
  hint.textContent = words.signHere
  empty()
  form.querySelector('button')?.before(hint, canvas, again)
  const isMissing = () => {
    if (isSigned || !isRequired) return false
    hint.textContent = words.signFirst
    hint.className = 'bad'
    hint.setAttribute('role', 'alert')
    canvas.scrollIntoView({ block: 'center' })
    return true
  }
  return { isMissing, signed: async () => (isSigned ? blobOf(canvas, 'image/png') : undefined) }
}
