/** Rights as PostgreSQL keeps them: lists of grantee and privilege (ACL). */

/** Subquery: grantees whose rights in `acl` are not those in `initial`, with the rights that they have (null: none left). */
export function changedRights(acl: string, initial: string): string {
  return /* sql */ `(
  select coalesce(has.grantee, born.grantee) as grantee, has.privileges
  from (${rightsByGrantee(acl)}) has
  full join (${rightsByGrantee(initial)}) born on born.grantee = has.grantee
  where has.privileges is distinct from born.privileges
)`;
}

/** `array_agg(distinct …)` sorts. */
function rightsByGrantee(acl: string): string {
  return /* sql */ `
    select x.grantee,
           array_agg(distinct concat(x.privilege_type, case when x.is_grantable then ' with grant option' end)) as privileges
    from aclexplode(${acl}) x
    group by x.grantee`;
}
