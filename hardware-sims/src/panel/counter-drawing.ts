/** The counter of a till, drawn once; what moves on it has a class that `counter-view.ts` knows. */

export const counterDrawing = `
<svg class="counter-drawing" viewBox="0 0 1280 272" role="group">
  <rect class="wall" x="0" y="0" width="1280" height="272" rx="12"/>
  <rect class="board" x="16" y="206" width="1248" height="16" rx="4"/>
  <path class="front" d="M28 222 h1224 v50 h-1224 z"/>

  <a class="spot scale">
    <rect class="hit" x="34" y="92" width="184" height="116"/>
    <g class="load"><circle cx="92" cy="124" r="13"/><circle cx="120" cy="122" r="15"/><circle cx="150" cy="124" r="13"/></g>
    <path class="metal-high" d="M48 138 h156 l-10 10 h-136 z"/>
    <rect class="metal" x="114" y="148" width="24" height="10"/>
    <path class="metal" d="M64 158 h124 l14 48 h-152 z"/>
    <rect class="glass" x="78" y="168" width="96" height="24" rx="3"/>
    <text class="led" x="168" y="186" text-anchor="end"></text>
    <circle class="lamp" cx="190" cy="196" r="4"/>
  </a>

  <a class="spot pole">
    <rect class="hit" x="236" y="24" width="196" height="184"/>
    <rect class="metal" x="326" y="82" width="14" height="116"/>
    <rect class="metal-low" x="296" y="196" width="74" height="10" rx="3"/>
    <rect class="metal-low" x="240" y="28" width="188" height="58" rx="6"/>
    <rect class="glass" x="246" y="34" width="176" height="46" rx="3"/>
    <text class="vfd-text upper" x="252" y="53"></text>
    <text class="vfd-text lower" x="252" y="73"></text>
    <circle class="lamp" cx="360" cy="201" r="4"/>
  </a>

  <g class="till">
    <path class="metal-low" d="M516 170 h48 l10 36 h-68 z"/>
    <rect class="metal-low" x="448" y="42" width="184" height="132" rx="8"/>
    <rect class="till-screen" x="456" y="50" width="168" height="116" rx="3"/>
    <rect class="till-mark" x="468" y="62" width="22" height="22" rx="4"/>
    <text class="till-seal" x="479" y="79" text-anchor="middle">钱</text>
    <text class="till-name" x="500" y="79"></text>
    <path class="till-lines" d="M468 102 h106 M592 102 h20 M468 120 h86 M592 120 h20 M468 138 h96 M592 138 h20"/>
  </g>

  <a class="spot scanner">
    <rect class="hit" x="646" y="84" width="92" height="124"/>
    <path class="beam" d="M664 112 l-14 66 h46 z"/>
    <path class="metal" d="M660 92 q6 -8 18 -8 h28 q22 4 20 26 l-12 10 l10 58 q-2 10 -16 10 q-10 0 -13 -10 l-8 -54 l-25 -8 q-8 -10 -2 -24 z"/>
    <rect class="metal-low" x="684" y="186" width="50" height="20" rx="4"/>
    <circle class="lamp" cx="726" cy="196" r="4"/>
  </a>

  <a class="spot reader">
    <rect class="hit" x="752" y="70" width="112" height="138"/>
    <rect class="metal" x="760" y="76" width="96" height="130" rx="10"/>
    <rect class="lcd" x="768" y="86" width="80" height="44" rx="3"/>
    <text class="lcd-text" x="808" y="105" text-anchor="middle"></text>
    <text class="lcd-amount" x="808" y="122" text-anchor="middle"></text>
    <path class="keys" d="M776 146 h14 M801 146 h14 M826 146 h14 M776 162 h14 M801 162 h14 M826 162 h14 M776 178 h14 M801 178 h14 M826 178 h14"/>
    <rect class="card-in" x="784" y="192" width="48" height="14" rx="2"/>
    <circle class="lamp" cx="848" cy="196" r="4"/>
  </a>

  <a class="spot printer">
    <rect class="hit" x="884" y="64" width="142" height="144"/>
    <path class="paper-out" d="M912 72 h84 v66 h-84 z"/>
    <path class="paper-lines" d="M922 86 h52 M922 98 h64 M922 110 h40 M922 122 h64"/>
    <rect class="metal" x="892" y="132" width="126" height="74" rx="8"/>
    <rect class="mouth-line" x="904" y="138" width="102" height="6" rx="3"/>
    <path class="cover" d="M892 140 l10 -36 h106 l10 36 z"/>
    <text class="spot-words" x="955" y="180" text-anchor="middle"></text>
    <circle class="lamp" cx="1006" cy="196" r="4"/>
  </a>

  <a class="spot speaker">
    <rect class="hit" x="1042" y="104" width="96" height="104"/>
    <rect class="brand-body" x="1048" y="112" width="84" height="94" rx="16"/>
    <circle class="metal-low" cx="1090" cy="162" r="27"/>
    <circle class="metal-high" cx="1090" cy="162" r="10"/>
    <g class="waves"><path d="M1076 102 q14 -10 28 0"/><path d="M1068 92 q22 -16 44 0"/></g>
    <circle class="lamp" cx="1118" cy="124" r="4"/>
  </a>

  <a class="spot phone">
    <rect class="hit" x="1156" y="62" width="96" height="146"/>
    <rect class="metal-low" x="1162" y="66" width="84" height="140" rx="12"/>
    <rect class="phone-glass" x="1168" y="76" width="72" height="120" rx="4"/>
    <g class="phone-code"><path d="M1176 92 v26 M1180 92 v26 M1186 92 v26 M1190 92 v26 M1197 92 v26 M1202 92 v26 M1206 92 v26 M1212 92 v26 M1219 92 v26 M1223 92 v26 M1230 92 v26"/><path class="qr" d="M1184 132 h12 v12 h-12 z M1212 132 h12 v12 h-12 z M1184 160 h12 v12 h-12 z M1202 150 h8 v8 h-8 z M1214 162 h8 v8 h-8 z"/></g>
    <text class="phone-words" x="1204" y="142" text-anchor="middle"></text>
  </a>

  <g class="till-drawer">
    <rect class="drawer-box" x="440" y="228" width="200" height="36" rx="4"/>
    <rect class="drawer-cash" x="448" y="228" width="184" height="12"/>
    <rect class="drawer-face" x="440" y="232" width="200" height="30" rx="4"/>
    <rect class="drawer-grip" x="516" y="244" width="48" height="6" rx="3"/>
  </g>
</svg>`;
