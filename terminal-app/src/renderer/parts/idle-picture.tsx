/** What the customer's display shows when nobody buys: a shop front in the evening, drawn in role colours. */
export function IdlePicture() {
  return (
    <svg className="idle-picture" viewBox="0 0 480 280" aria-hidden="true">
      <circle className="idle-sun" cx="372" cy="86" r="46" />
      <path className="idle-hill" d="M0 214c70-52 130-60 206-22s150 30 274-34v122H0z" />
      <path className="idle-wall" d="M96 112h288v140H96z" />
      <path className="idle-sign" d="M116 58h248v36H116z" />
      <path
        className="idle-sign-mark"
        fillRule="evenodd"
        d="M240 62a14 14 0 1 1 0 28 14 14 0 0 1 0-28zm-5 9v10h10V71z"
      />
      <path className="idle-sign-line" d="M140 76h70M270 76h70" />
      <path className="idle-awning" d="M84 94h312l16 40H68z" />
      <path
        className="idle-awning-stripe"
        d="M110 94h26l-8 40H98zM162 94h26l-3 40h-29zM214 94h26v40h-29zM266 94h26l5 40h-29zM318 94h26l11 40h-29z"
      />
      <path className="idle-glass" d="M116 152h110v76H116zM292 152h72v76h-72z" />
      <path className="idle-door" d="M240 152h38v100h-38z" />
      <path className="idle-shelf" d="M124 190h94M124 220h94M300 190h56M300 220h56" />
      <path
        className="idle-goods"
        d="M132 176h8v13h-8zM146 172h10v17h-10zM164 178h14v11h-14zM186 174h8v15h-8zM200 170h9v19h-9zM134 208h14v11h-14zM156 204h8v15h-8zM172 200h9v19h-9zM190 206h16v13h-16zM308 174h9v15h-9zM324 170h8v19h-8zM340 177h12v12h-12zM306 206h14v13h-14zM328 202h9v17h-9zM344 206h8v13h-8z"
      />
      <path className="idle-ground" d="M40 252h400v6H40z" />
    </svg>
  );
}
