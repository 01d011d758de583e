/** ISO 4217 numeric codes, as field 49 of ISO 8583 carries them. */
export const currencyNumbers: Readonly<Record<string, string>> = {
  AUD: '036',
  CAD: '124',
  CHF: '756',
  CNY: '156',
  EUR: '978',
  GBP: '826',
  HKD: '344',
  JPY: '392',
  KRW: '410',
  KWD: '414',
  MOP: '446',
  SGD: '702',
  THB: '764',
  TWD: '901',
  USD: '840',
};
