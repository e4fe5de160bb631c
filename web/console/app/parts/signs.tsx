/** Each sign has a shape of its own: hue is only the third hint. */
export type SignName = 'none' | 'late' | 'soon' | 'run' | 'pause' | 'kept' | 'ask' | 'has'

export const Sign = ({ name, label, small }: { name: SignName; label?: string; small?: boolean }) =>
  label ? (
    <svg className={small ? 'sg small' : 'sg'} role="img" aria-label={label}>
      <use href={`#s-${name}`} />
    </svg>
  ) : (
    <svg className={small ? 'sg small' : 'sg'} aria-hidden="true">
      <use href={`#s-${name}`} />
    </svg>
  )

/** Once on the page; signs refer to it. */
export const Symbols = () => (
  <svg className="defs" aria-hidden="true">
    <defs>
      <symbol id="s-none" viewBox="0 0 16 16">
        <path className="f-warn s-warn" d="M8 1.2 15.4 14.6H.6Z" strokeLinejoin="round" />
        <path className="s-on" d="M8 5.6v4.6M8 12v.9" strokeWidth="1.8" />
      </symbol>
      <symbol id="s-late" viewBox="0 0 16 16">
        <rect className="f-bad" x="1" y="1" width="14" height="14" rx="1.5" />
        <path className="s-on" d="m5 5 6 6m0-6-6 6" strokeWidth="1.8" />
      </symbol>
      <symbol id="s-soon" viewBox="0 0 16 16">
        <circle className="s-warn" cx="8" cy="8" r="6.5" fill="none" strokeWidth="1.6" />
        <path className="s-warn" d="M8 4.2V8l2.6 1.8" fill="none" strokeWidth="1.6" />
      </symbol>
      <symbol id="s-run" viewBox="0 0 16 16">
        <circle className="s-track" cx="8" cy="8" r="2.5" fill="none" strokeWidth="1.5" />
      </symbol>
      <symbol id="s-pause" viewBox="0 0 16 16">
        <path className="s-soft" d="M5.5 3.5v9M10.5 3.5v9" strokeWidth="2" />
      </symbol>
      <symbol id="s-kept" viewBox="0 0 16 16">
        <circle className="f-good" cx="8" cy="8" r="7" />
        <path className="s-on" d="m4.8 8.3 2.3 2.3 4.2-4.8" fill="none" strokeWidth="1.8" />
      </symbol>
      <symbol id="s-ask" viewBox="0 0 16 16">
        <circle className="s-warn" cx="8" cy="8" r="5.5" fill="none" strokeWidth="1.5" strokeDasharray="2.2 1.6" />
      </symbol>
      <symbol id="s-has" viewBox="0 0 16 16">
        <circle className="f-soft" cx="8" cy="8" r="4" />
      </symbol>
    </defs>
  </svg>
)
