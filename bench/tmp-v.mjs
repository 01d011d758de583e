import Database from 'better-sqlite3';
import {mkdtempSync} from 'node:fs';
import {generateKeyPairSync,sign} from 'node:crypto';
const {openJournal,openStore}=await import('/work/main/edge-agent/src/index.ts');
const {systemClock,systemRandom,payloadHash,canonicalJson}=await import('/work/main/foundation/src/index.ts');
const P=await import('/work/main/protos/src/index.ts');
const d=mkdtempSync('/tmp/jv-');
const ids=new P.IdMint(systemClock,systemRandom);
const payload='x'.repeat(345), h=Buffer.alloc(32,1), s=Buffer.alloc(64,2), seal=Buffer.alloc(128,7);
const {privateKey}=generateKeyPairSync('ec',{namedCurve:'P-256'});
const raw=()=>{const db=new Database(`${d}/${Math.random()}.db`);db.pragma('journal_mode=WAL');db.pragma('synchronous=FULL');db.exec('CREATE TABLE j(id TEXT PRIMARY KEY,payload TEXT NOT NULL,seal BLOB NOT NULL) WITHOUT ROWID');const ins=db.prepare('INSERT INTO j VALUES(?,?,?)');return()=>ins.run(ids.uuid7(),payload,seal)};
const enc=()=>{const db=new Database(`${d}/${Math.random()}.db`);db.pragma('journal_mode=WAL');db.pragma('synchronous=FULL');db.exec(`CREATE TABLE j(position INTEGER PRIMARY KEY, terminal_id TEXT NOT NULL, sequence INTEGER NOT NULL, entry_id TEXT NOT NULL, kind TEXT NOT NULL, recorded_at_ms INTEGER NOT NULL, clock_offset_ms INTEGER NOT NULL, payload_json TEXT NOT NULL, previous_hash BLOB NOT NULL, hash BLOB NOT NULL, signature BLOB NOT NULL) STRICT`);const ins=db.prepare('INSERT INTO j VALUES(?,?,?,?,?,?,?,?,?,?,?)');let n=0;return (tx)=>{const f=()=>{n++;ins.run(4294967296+n,'till-1',n,ids.uuid7(),'cash.taken',1767225600000,0,payload,h,h,s)};const t=db.transaction(w=>w());return tx?()=>t.immediate(f):f}};
const spin=us=>{const e=performance.now()+us/1000;while(performance.now()<e);};
const sg=()=>sign('sha256',h,privateKey);
const store=openStore(d+'/x',systemClock);
const journal=openJournal({store,privateKey,clock:systemClock,ids});
const p={paymentKey:ids.uuid7(),saleId:ids.uuid7(),orderNo:'A'.repeat(32),amountMinor:'1250',orderTotalMinor:'1250',currency:'CNY',operatorId:'op-1001',businessDate:'2026-01-05',tenderedMinor:'2000',changeMinor:'750',offline:false,takenAtMs:systemClock.nowMs()};

const {signHash}=await import('/work/main/edge-agent/src/enrolment/device-key.ts');
const sch=P.journalPayloadSchemas['cash.taken'];
const mkStore=(mods)=>{const s2=openStore(d+'/'+Math.random(),systemClock);mods?.(s2.sql);return s2};
const ent=()=>({entryId:ids.uuid7(),terminalId:'till-1',sequence:3,kind:'cash.taken',recordedAtMs:systemClock.nowMs(),clockOffsetMs:0,payload:p,previousHash:'0'.repeat(64)});
const cpu=()=>{sch.safeParse(p);canonicalJson(p);const hh=P.journalEntryHash(ent());return signHash(Buffer.from(hh,'hex'),privateKey).toString('hex')};
const noSign=()=>{sch.safeParse(p);canonicalJson(p);return P.journalEntryHash(ent())};
const plain=(st2)=>{const ins=st2.sql.prepare('INSERT INTO journal (position, terminal_id, sequence, entry_id, kind, recorded_at_ms, clock_offset_ms,payload_json, previous_hash, hash, signature, cash_total_minor) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');let n=0;return()=>st2.transact(()=>{n++;ins.run(4294967296+n,'till-1',n,ids.uuid7(),'cash.taken',1767225600000,0,payload,h,h,s,0n)})};
const pl=plain(mkStore()),pl2=plain(mkStore()),pl3=plain(mkStore()),pl4=plain(mkStore());
const r1=raw(),e2=enc()(true),e3=enc()(true);
const st={raw:r1,encTx:e2,plain:pl,plainNoSign:()=>{noSign();pl2()},plainSign:()=>{sg();pl4()},plainCpu:()=>{cpu();pl3()},append:()=>journal.append({terminalId:'till-1',kind:'cash.taken',payload:p})};
const R={};for(const k in st){R[k]=[];for(let i=0;i<1200;i++)st[k]();}
for(let r=0;r<40;r++)for(const k in st){const t=performance.now();for(let i=0;i<60;i++)st[k]();R[k].push((performance.now()-t)/60*1000)}
for(const k in R){const m=R[k].sort((a,b)=>a-b);console.log(k.padEnd(14),'med',m[20].toFixed(0),'p25',m[10].toFixed(0),'best',m[1].toFixed(0),(R.raw[20]/m[20]).toFixed(2),(R.raw[10]/m[10]).toFixed(2))}
