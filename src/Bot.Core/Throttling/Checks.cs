using System.Collections.Immutable;

namespace Bot.Core.Throttling;

/// <summary>Makes the policy's counting rules concrete for one push.</summary>
internal static class Checks
{
    public static IEnumerable<PlannedCheck> Of(PlanContext context)
    {
        if (context.Class.Caps == CapsOf.None)
        {
            yield break;
        }

        foreach (var rule in context.Policy.Caps.Where(rule => Concerns(context, rule)))
        {
            foreach (var per in rule.Per.Where(per => Logs(context, per).Length > 0))
            {
                yield return Cap(context, rule, per);
            }
        }

        if (context.Class.Caps == CapsOf.All)
        {
            foreach (var check in Mix(context).Concat(Shares(context)).Concat(Overlap(context)).Concat(Often(context)))
            {
                yield return check;
            }
        }
    }

    private static bool Concerns(PlanContext context, CapRule rule) =>
        (rule.IsPlatform || context.Class.Caps == CapsOf.All)
        && (rule.Classes.IsEmpty || rule.Classes.Contains(context.Push.Class))
        && (rule.Channel is null || rule.Channel == context.Push.Channel);

    private static PlannedCheck Cap(PlanContext context, CapRule rule, Per per)
    {
        var local = per switch { Per.Member => context.MemberLocal, Per.Group => context.GroupLocal, _ => context.Tenant };
        var limit = rule.DaysInMonth ? local.DaysInMonth(context.Now) : rule.Limit ?? 0;
        if (rule.DaysInMonth)
        {
            BoundBy(context, local.Window(CalendarUnit.Month, context.Now));
        }

        var (window, text) = WindowOf(context, rule, per, local);
        return new PlannedCheck(new Check.Cap(rule.Id, Keys(context, per, rule.Classes, rule.Channel), limit, window), rule.Over, text, rule.IsPlatform);
    }

    private static (Window Window, string Text) WindowOf(PlanContext context, CapRule rule, Per per, LocalTime local)
    {
        if (rule.Window.Calendar is { } unit)
        {
            var (from, until) = BoundBy(context, local.Window(unit, context.Now));
            return (Window.Calendar(from, until), rule.Window.Text);
        }

        var length = rule.Window.Rolling!.Value;
        var stretch = per == Per.Member && !rule.IsPlatform ? context.Stretch : 1;
        return (Window.Rolling(length * stretch), stretch == 1 ? rule.Window.Text : Durations.Show(length * stretch));
    }

    private static IEnumerable<PlannedCheck> Mix(PlanContext context)
    {
        foreach (var rule in context.Policy.Mix)
        {
            var logs = Logs(context, rule.Per);
            var concerns = rule.Stages.IsEmpty ? context.Push.Class == PushClass.Promo : context.Push.Stage == "convert";
            if (logs.IsEmpty || !concerns)
            {
                continue;
            }

            var check = rule.Stages.IsEmpty
                ? new Check.Earned(rule.Id, Keys(context, rule.Per, rule.Earning, null), Keys(context, rule.Per, [PushClass.Promo], null), rule.Needed, rule.Within)
                : new Check.Earned(rule.Id, [.. logs.SelectMany(log => rule.Stages.Select(log.WithStage))], [], rule.Needed, rule.Within);
            yield return new PlannedCheck(check, rule.Over, rule.Within is { } within ? Durations.Show(within) : null, false);
        }
    }

    private static IEnumerable<PlannedCheck> Shares(PlanContext context)
    {
        foreach (var rule in context.Policy.Shares.Where(rule => context.Push.Class == PushClass.Promo && Logs(context, rule.Per).Length > 0))
        {
            yield return new PlannedCheck(
                new Check.Share(rule.Id, Keys(context, rule.Per, [PushClass.Promo], null), Logs(context, rule.Per), rule.PerMille, rule.Within), rule.Over, rule.WindowText, false);
        }
    }

    private static IEnumerable<PlannedCheck> Overlap(PlanContext context)
    {
        if (context.Policy.Overlap is not { } rule || context.Push.Campaign is null || context.Push.Member is null)
        {
            yield break;
        }

        var keys = Logs(context, Per.Member).Concat(context.Facts.Groups.Select(LogKey.Of)).Select(log => log.WithSeen(context.Push));
        yield return new PlannedCheck(new Check.Cap(rule.Id, [.. keys], 1, Window.Rolling(rule.OncePerMember)), rule.Over, rule.WindowText, false);
    }

    private static IEnumerable<PlannedCheck> Often(PlanContext context)
    {
        if (context.Push is { Item: { } item, ItemOnce: { } rests })
        {
            var audience = context.Push.Member is not null ? Logs(context, Per.Member) : Logs(context, Per.Group);
            yield return new PlannedCheck(new Check.Cap("repeat", [.. audience.Select(log => log.WithItem(item))], 1, Window.Rolling(rests)), Over.Drop, Durations.Show(rests), false);
        }

        if (context.Push is not { Frequency: { } often, Campaign: { } campaign })
        {
            yield break;
        }

        var logs = context.Push.Member is not null ? Logs(context, Per.Member) : Logs(context, Per.Group);
        yield return new PlannedCheck(
            new Check.Cap("frequency", [.. logs.Select(log => log.WithCampaign(campaign))], often.Limit, Window.Rolling(often.Window)), Over.Drop, Durations.Show(often.Window), false);
    }

    private static ImmutableArray<LogKey> Keys(PlanContext context, Per per, ImmutableArray<PushClass> classes, string? channel)
    {
        var logs = Logs(context, per);
        return channel is not null ? [.. logs.Select(log => log.WithChannel(channel))]
            : classes.IsEmpty ? logs
            : [.. logs.SelectMany(log => classes.Select(log.With))];
    }

    private static ImmutableArray<LogKey> Logs(PlanContext context, Per per) => per switch
    {
        Per.Member => [.. context.People.Select(LogKey.Of)],
        Per.Group => context.Push.Group is { } group ? [LogKey.Of(group)] : [],
        _ => [LogKey.OfBot(context.Push.Bot)],
    };

    private static (DateTimeOffset From, DateTimeOffset Until) BoundBy(PlanContext context, (DateTimeOffset From, DateTimeOffset Until) window)
    {
        context.Bound(window.From);
        context.Bound(window.Until);
        return window;
    }
}

/// <summary>In which logs a push stands once it is admitted.</summary>
internal static class Slots
{
    public static ImmutableArray<LogKey> Of(PlanContext context)
    {
        var (push, slots) = (context.Push, ImmutableArray.CreateBuilder<LogKey>());
        if (push.Member is { } member)
        {
            Add(LogKey.Of(member));
        }

        if (push.Group is { } group)
        {
            Add(LogKey.Of(group));
        }

        // A bot's log holds all that it sends: it is kept only where a rule counts it.
        var bot = LogKey.OfBot(push.Bot);
        foreach (var rule in context.Policy.Caps.Where(rule => rule.Per.Contains(Per.Bot) && (rule.Channel is null || rule.Channel == push.Channel)))
        {
            var keys = rule.Channel is { } channel ? [bot.WithChannel(channel)] : rule.Classes.IsEmpty ? [bot] : rule.Classes.Contains(push.Class) ? new[] { bot.With(push.Class) } : [];
            slots.AddRange(keys.Where(key => !slots.Contains(key)));
        }

        if (context.Policy.Overlap is not null && push.Campaign is { } campaign)
        {
            slots.Add(LogKey.OfCampaign(campaign));
        }

        return slots.DrainToImmutable();

        void Add(LogKey log)
        {
            slots.Add(log);
            slots.Add(log.With(push.Class));
            if (push.Channel is { } channel)
            {
                slots.Add(log.WithChannel(channel));
            }

            if (push.Campaign is { } campaign)
            {
                slots.Add(log.WithCampaign(campaign));
            }

            if (push.Item is { } item)
            {
                slots.Add(log.WithItem(item));
            }

            if (push.Stage is { } stage)
            {
                slots.Add(log.WithStage(stage));
            }
        }
    }
}
