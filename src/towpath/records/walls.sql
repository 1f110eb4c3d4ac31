-- The questions the walls ask. Each SECURITY DEFINER function looks behind the walls to answer one
-- question about the actor, and nothing else; there are at most ten, and each says its question.
-- A closed list is asked for as a sub-select, once for the reader and not once for each row.
-- Words in braces are put in by walls.py from the rules, so that a group of states has one home.

create or replace function actor() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('towpath.actor', true), '')::uuid $$;

create or replace function today() returns date language sql stable parallel safe as
$$ select coalesce(nullif(current_setting('towpath.today', true), '')::date,
                   (now() at time zone 'Europe/London')::date) $$;

-- 1. Which children are closed to me, whatever else I am? Restricted records whose circle I am not
--    in, and children from whom a court keeps me.
create or replace function closed_children() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(array_agg(child_id), '{}') from (
     select r.child_id from records_restriction r
      where r.period @> today()
        and not exists (select from records_circle c
                         where c.restriction_id = r.id and c.person_id = actor())
     union
     select b.child_id from records_courtbar b
      where b.person_id = actor() and b.period @> today()) closed $$;

-- 2. By which ties do I see children one by one? `seen_as` says how much: case (the professionals
--    round the child), safeguarding (those of them who act on a concern), panel (members of the
--    panel it is before, who need not know how the family is reached), provider (own placements
--    only), ended (a provider's last lessons, still to be told), family, or distant (a parent whom
--    a court keeps from knowing where the child is).
create or replace function my_ties() returns table (child_id uuid, seen_as text, duty text)
language sql stable security definer rows 50 set search_path = public, pg_temp as
$$ with post as (
     select p.duty, p.school_id, p.provider_id, coalesce(c.person_id, p.person_id) as stands_for
       from records_post p left join records_post c on c.id = p.covers_id
      where p.person_id = actor() and p.period @> today()),
   tie as (
     select e.child_id, way as seen_as, post.duty
       from post join records_enrolment e on e.school_id = post.school_id
      cross join unnest(array['case', 'safeguarding']) way
      where e.period @> today() and (way = 'case' or post.duty = any({safeguarding}))
     union
     select r.child_id, 'case', post.duty
       from post join records_referral r on r.school_id = post.school_id
      where r.state = any({referral_open})
     union
     select pl.child_id, 'provider', post.duty
       from post join records_placement pl on pl.provider_id = post.provider_id
      where pl.state = any({seen_by_provider})
        and (post.duty <> 'tutor' or pl.tutor_id = post.stands_for)
     union
     select pl.child_id, 'ended', 'former_provider'
       from post join records_placement pl on pl.provider_id = post.provider_id
      where pl.marks_until >= today()
        and (post.duty <> 'tutor' or pl.tutor_id = post.stands_for)
     union
     select i.child_id, way, i.duty from records_involvement i
      cross join unnest(array['case', 'safeguarding']) way
      where i.person_id in (select actor() union select stands_for from post)
        and i.period @> today() and (way = 'case' or i.duty = any({safeguarding}))
     union
     -- Who sits on a panel sees what is before it, as long as it is, unless they stood aside.
     select i.child_id, 'panel', 'panel_member'
       from records_panelitem i join records_seat s on s.panel_id = i.panel_id
      where s.person_id = actor() and s.left_at is null and i.state = any({panel_waiting})
        and not exists (select from records_stoodaside o
                         where o.item_id = i.id and o.member_id = actor())
     union
     select a.child_id, 'family',
            case when a.relationship = 'self' then 'young_person' else 'parent' end
       from records_adult a
      where a.person_id = actor() and a.period @> today()
        and (a.parental_responsibility or a.relationship = 'self'
             or (a.lives_with_child and a.relationship in ('carer', 'guardian'))))
   select tie.* from tie where tie.child_id <> all ((select closed_children())::uuid[])
   union
   select a.child_id, 'distant', 'parent'
     from records_adult a join records_courtbar b
       on b.child_id = a.child_id and b.person_id = a.person_id
    where a.person_id = actor() and a.period @> today() and a.parental_responsibility
      and b.period @> today() and b.scope = 'whereabouts'
      and not exists (select from records_restriction r
                       where r.child_id = a.child_id and r.period @> today()) $$;

-- 3. Which children do I see in one of these ways? A comma-separated list of `seen_as`.
create or replace function my_children(ways text) returns uuid[]
language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(array_agg(distinct child_id), '{}') from my_ties()
    where seen_as = any (string_to_array(ways, ',')) $$;

-- 4. Which placements do I see as one of their provider's people? For some days after the end too.
create or replace function my_placements() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(array_agg(distinct pl.id), '{}')
     from records_post p left join records_post c on c.id = p.covers_id
     join records_placement pl on pl.provider_id = p.provider_id
    where p.person_id = actor() and p.period @> today()
      and (pl.state = any({seen_by_provider}) or pl.marks_until >= today())
      and (p.duty <> 'tutor' or pl.tutor_id = coalesce(c.person_id, p.person_id))
      and pl.child_id <> all ((select closed_children())::uuid[]) $$;

-- 5. In which authorities do I see every child who is not closed to me?
create or replace function my_authorities() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(array_agg(distinct authority_id), '{}') from records_post
    where person_id = actor() and period @> today() and duty = any({county}) $$;

-- 6. In which authorities may my actions write at all? The writer's wall: wider than sight,
--    because a row's writer must see the row as it will be.
create or replace function acting_authorities() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(array_agg(distinct authority_id), '{}') from (
     select authority_id from records_post where person_id = actor() and period @> today()
     union
     select c.authority_id from my_ties() t join records_child c on c.id = t.child_id
      where t.duty in ('parent', 'young_person')
        -- Asked once a row when a row is written: who is nobody's family need not list their ties.
        and exists (select from records_adult a where a.person_id = actor())) mine $$;

-- 7. Which duties do I hold towards this child? What `rules/who.py` decides by.
create or replace function my_duties(child uuid) returns text[]
language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(array_agg(distinct duty), '{}') from (
     select duty from my_ties() where child_id = child
     union
     select p.duty from records_post p join records_child c on c.authority_id = p.authority_id
      where c.id = child and p.person_id = actor() and p.period @> today()
        and p.duty = any({county}) and child <> all ((select closed_children())::uuid[])) mine $$;

-- 8. Which authority answers for this child on this day? Asked across authorities, of one child
--    whose key the asker already holds.
create or replace function responsible(child uuid, on_day date) returns uuid
language sql stable security definer set search_path = public, pg_temp as
$$ select authority_id from records_responsible
    where child_id = child and period @> on_day and actor() is not null $$;

-- 9. In whose restricted records am I one of the circle?
create or replace function my_circles() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(array_agg(distinct r.child_id), '{}')
     from records_restriction r join records_circle c on c.restriction_id = r.id
    where r.period @> today() and c.person_id = actor() $$;

-- In which councils do I hold one of its posts? Asked through the wall of the posts themselves.
create or replace function my_councils() returns uuid[] language sql stable as
$$ select coalesce(array_agg(distinct authority_id), '{}') from records_post
    where person_id = actor() and period @> today() and duty = any({council}) $$;

-- The copies that the walls compare: written by the database, whatever the row's writer says.
create or replace function copy_keys() returns trigger language plpgsql as
$$ begin
     execute format('select authority_id, %I from %I where id = $1', tg_argv[2], tg_argv[1])
        into new.authority_id, new.child_id
       using (to_jsonb(new) ->> tg_argv[0])::uuid;
     return new;
   end $$;
