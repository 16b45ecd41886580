import type { CatalogQuery } from './query.js';

/** pg_get_functiondef refuses aggregates: their parts one by one. */
export const aggregate: CatalogQuery = {
  sql: /* sql */ `
select 'aggregate' as kind, n.name as schema, null::name as parent,
       format('%s(%s)', p.proname, pg_get_function_identity_arguments(p.oid)) as name,
       json_build_object(
         'result', format_type(p.prorettype, null),
         'aggregateKind', a.aggkind,
         'directArguments', a.aggnumdirectargs,
         'stateFunction', a.aggtransfn::text,
         'stateType', format_type(a.aggtranstype, null),
         'stateSize', a.aggtransspace,
         'initialState', a.agginitval,
         'finalFunction', nullif(a.aggfinalfn::text, '-'),
         'finalExtra', a.aggfinalextra,
         'finalModify', a.aggfinalmodify,
         'combineFunction', nullif(a.aggcombinefn::text, '-'),
         'serialFunction', nullif(a.aggserialfn::text, '-'),
         'deserialFunction', nullif(a.aggdeserialfn::text, '-'),
         'movingStateFunction', nullif(a.aggmtransfn::text, '-'),
         'movingInverseFunction', nullif(a.aggminvtransfn::text, '-'),
         'movingStateType', case when a.aggmtranstype <> 0 then format_type(a.aggmtranstype, null) end,
         'movingStateSize', a.aggmtransspace,
         'movingInitialState', a.aggminitval,
         'movingFinalFunction', nullif(a.aggmfinalfn::text, '-'),
         'movingFinalExtra', a.aggmfinalextra,
         'movingFinalModify', a.aggmfinalmodify,
         'sortOperator', nullif(a.aggsortop, 0)::regoperator::text,
         'parallel', p.proparallel,
         'owner', pg_get_userbyid(p.proowner)
       ) as attributes
from pg_proc p
join pg_aggregate a on a.aggfnoid = p.oid
join namespace n on n.oid = p.pronamespace
where not exists (select from member m where m.classid = 'pg_proc'::regclass and m.objid = p.oid)`,
};
