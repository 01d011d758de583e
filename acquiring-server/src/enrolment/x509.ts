/** The certificate library, after the polyfill that it must find at its own start. */
import 'reflect-metadata';

export * from '@peculiar/x509';
