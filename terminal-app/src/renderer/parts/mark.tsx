/** The mark of Qiantai: a round coin with its square hole, standing on a counter. */
export function Mark({ size }: { size: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 48 48" aria-hidden="true">
      <path
        className="mark-coin"
        fillRule="evenodd"
        d="M24 4a17 17 0 1 1 0 34 17 17 0 0 1 0-34zM18.5 15.5v11h11v-11z"
      />
      <path className="mark-counter" d="M4 41.5h40v3H4z" />
    </svg>
  );
}
