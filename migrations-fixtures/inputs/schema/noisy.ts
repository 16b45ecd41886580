export * from './orders';

console.log(JSON.stringify({ status: 'done', value: { declared: null, recorded: null } }));
console.error('a warning');
setInterval(() => console.log('still here'), 10);
void Promise.reject(new Error('connect ECONNREFUSED 127.0.0.1:1'));
