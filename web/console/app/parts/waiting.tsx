import { text } from '../../../../shared/kernel/text.ts'
import { useSay } from '../words.ts'

/** What is asked for and not there yet. */
export const Waiting = () => <p className="waiting">{useSay()(text('正在读取…', 'Loading…'))}</p>
