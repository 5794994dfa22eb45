namespace Bot.Core.Throttling;

/// <summary>What a message from the merchant is; decided once and kept with it. The order is the precedence (requirement D5): what stands first is judged first.</summary>
public enum PushClass
{
    /// <summary>The member needs it now: a payment, a code. No cap, no quiet hours, no opt-out.</summary>
    Transactional,

    /// <summary>An answer inside the platform's reply window. Never consumes budget (requirement B4).</summary>
    Reply,

    /// <summary>A service notice: a booking, a parcel, a reminder.</summary>
    Service,

    /// <summary>Something worth reading.</summary>
    Value,

    /// <summary>An offer, or a live-stream notice.</summary>
    Promo,
}
