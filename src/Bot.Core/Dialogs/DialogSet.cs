using System.Collections.Frozen;
using System.Collections.Immutable;
using Bot.Core.Content;

namespace Bot.Core.Dialogs;

/// <summary>All dialogs of one catalogue.</summary>
public sealed class DialogSet
{
    private readonly FrozenDictionary<string, Dialog> _byId;

    private DialogSet(ImmutableArray<Dialog> all)
    {
        All = all;
        _byId = all.ToFrozenDictionary(static dialog => dialog.Id, StringComparer.Ordinal);
    }

    /// <summary>No dialogs.</summary>
    public static DialogSet Empty { get; } = new([]);

    /// <summary>Every dialog, by file name.</summary>
    public ImmutableArray<Dialog> All { get; }

    /// <summary>The path of the rules that every dialog inherits.</summary>
    public const string DefaultsPath = "dialogs/_defaults.yaml";

    // The throttle policy lives among the dialogs, and its room below this one.
    private const string PolicyPath = "dialogs/throttle.yaml";

    /// <summary>True for a file that holds a dialog: <c>dialogs/ID.yaml</c>, no folder deeper, no leading underscore, and not the throttle policy.</summary>
    public static bool IsDialog(string path) =>
        path.StartsWith("dialogs/", StringComparison.Ordinal) && path.EndsWith(".yaml", StringComparison.Ordinal)
        && !path["dialogs/".Length..].Contains('/', StringComparison.Ordinal) && path["dialogs/".Length] != '_' && path != PolicyPath;

    /// <summary>A dialog by its id.</summary>
    public Dialog? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Reads and checks every dialog among the files; others are passed over. What cannot be read is left out and is a problem.</summary>
    public static DialogSet Build(IReadOnlyList<ContentFile> files, DialogContext context, ImmutableArray<Problem>.Builder problems)
    {
        var defaults = Rules.Default;
        if (files.FirstOrDefault(static file => file.Path == DefaultsPath) is { } rules && YamlDocument.Parse(rules, problems) is { } map)
        {
            defaults = new DialogParser(rules, context, problems).Defaults(map);
        }

        var dialogs = new SortedDictionary<string, Dialog>(StringComparer.Ordinal);
        foreach (var file in files.Where(static file => IsDialog(file.Path)).OrderBy(static file => file.Path, StringComparer.Ordinal))
        {
            if (YamlDocument.Parse(file, problems) is { } top && new DialogParser(file, context, problems).Dialog(top, defaults) is { } dialog
                && !dialogs.TryAdd(dialog.Id, dialog))
            {
                problems.Add(new Problem(file.Path, dialog.Place.Line, dialog.Place.Column, "D017",
                    $"对话“{dialog.Id}”已经在 {dialogs[dialog.Id].File} 里了，换一个 id。", $"Dialog `{dialog.Id}` is in {dialogs[dialog.Id].File} already: use another id."));
            }
        }

        ImmutableArray<Dialog> all = [.. dialogs.Values];
        DialogLint.Check(all, context, problems);
        return new DialogSet(all);
    }
}
