namespace Bot.Host.Operability;

/// <summary>Settings whose text is not of the kind that they need (<c>Lanes:Capacity = abc</c>): listed at start with all other mistakes.</summary>
/// <param name="Problems">One line each.</param>
internal sealed record UnreadableSettings(List<string> Problems)
{
    /// <summary>Reads a section; what cannot be read is noted, and the defaults stand in until the start is refused.</summary>
    public T Read<T>(IConfigurationSection section)
        where T : class, new()
    {
        try
        {
            return section.Get<T>() ?? new T();
        }
        catch (InvalidOperationException exception)
        {
            Problems.Add($"{exception.Message} {exception.InnerException?.Message}".Trim());
            return new T();
        }
    }
}
